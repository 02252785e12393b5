namespace GanGate.Models;

/// <summary>The package feeds that a user has configured. The library alone reaches none: who fetches from them hands them in.</summary>
internal interface IPackageFeeds
{
    /// <summary>Where a package may be, in the order to ask: first where a restore has left it on this machine.</summary>
    /// <exception cref="GanGateException">GG3006: what the user has configured cannot be read.</exception>
    IReadOnlyList<IPackageFeed> For(PackageFile file);
}

/// <summary>One of them.</summary>
internal interface IPackageFeed
{
    /// <summary>What the user calls it.</summary>
    string Name { get; }

    /// <summary>Opens a file inside a package.</summary>
    /// <param name="file">Which.</param>
    /// <param name="progress">Told what has arrived of the package.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ModelDownloadException">The feed does not give it; the message is the reason.</exception>
    /// <exception cref="GanGateException">GG2010: this machine has no room for the package.</exception>
    Task<Stream> OpenAsync(PackageFile file, IProgress<ModelDownloadProgress>? progress, CancellationToken cancellation);
}
