using GanGate.Models;
using NuGet.Configuration;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;

namespace GanGate.Tool.Feeds;

/// <summary>
/// The sources of the user's NuGet.config, as a restore in a folder would take them: those that are enabled, and where packages are mapped to
/// sources only the mapped ones; their credentials and proxies hold. What a restore has left on this machine comes first.
/// </summary>
/// <param name="folder">Where the search for NuGet.config starts.</param>
internal sealed class PackageFeeds(string folder) : IPackageFeeds, IDisposable
{
    private readonly Dictionary<string, NuGetFeed> _feeds = [];

    /// <inheritdoc/>
    public IReadOnlyList<IPackageFeed> For(PackageFile file)
    {
        try
        {
            ISettings settings = NuGet.Configuration.Settings.LoadDefaultSettings(folder);
            return [.. RestoredPackage.Find(settings, file), .. SourcesFor(settings, file.Id).Select(FeedOf)];
        }
        catch (NuGetConfigurationException failure)
        {
            throw new GanGateException(ErrorCodes.DownloadFailed, $"the settings of NuGet cannot be read: {OneLine.Of(failure.Message)}", failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (NuGetFeed feed in _feeds.Values) feed.Dispose();
    }

    private static IEnumerable<PackageSource> SourcesFor(ISettings settings, string id)
    {
        PackageSourceMapping mapping = PackageSourceMapping.GetPackageSourceMapping(settings);
        IReadOnlyList<string>? mapped = mapping.IsEnabled ? mapping.GetConfiguredPackageSources(id) : null;
        return new PackageSourceProvider(settings).LoadPackageSources()
            .Where(source => source.IsEnabled && (mapped is null || mapped.Contains(source.Name, StringComparer.OrdinalIgnoreCase)));
    }

    // What a feed has sent is kept for the next file of the same package.
    private NuGetFeed FeedOf(PackageSource source)
    {
        if (!_feeds.TryGetValue(source.Name, out NuGetFeed? feed))
        {
            _feeds.Add(source.Name, feed = new NuGetFeed(source, Repository.Factory.GetCoreV3(source)));
        }

        return feed;
    }
}
