using GanGate.Models;
using NuGet.Configuration;
using NuGet.Packaging;
using NuGet.Versioning;

namespace GanGate.Tool.Feeds;

/// <summary>A package that a restore has unpacked on this machine.</summary>
/// <param name="path">Its folder.</param>
internal sealed class RestoredPackage(string path) : IPackageFeed
{
    /// <inheritdoc/>
    public string Name => path;

    /// <summary>Where a package lies in the folders of packages of the settings, if it does.</summary>
    public static IEnumerable<IPackageFeed> Find(ISettings settings, PackageFile file) =>
        ((string[])[SettingsUtility.GetGlobalPackagesFolder(settings), .. SettingsUtility.GetFallbackPackageFolders(settings)])
            .Select(root => new VersionFolderPathResolver(root).GetInstallPath(file.Id, NuGetVersion.Parse(file.Version)))
            .Where(folder => File.Exists(Path.Combine(folder, file.Path)))
            .Select(folder => new RestoredPackage(folder));

    /// <inheritdoc/>
    public Task<Stream> OpenAsync(PackageFile file, IProgress<ModelDownloadProgress>? progress, CancellationToken cancellation)
    {
        try
        {
            return Task.FromResult<Stream>(File.OpenRead(Path.Combine(path, file.Path)));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModelDownloadException(failure.Message, again: false, inner: failure);
        }
    }
}
