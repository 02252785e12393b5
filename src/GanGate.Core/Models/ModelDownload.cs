using GanGate.Settings;

namespace GanGate.Models;

/// <summary>Brings a public file to a partial path, from the first source that gives it; what is there already is completed.</summary>
internal sealed class ModelDownload(
    PublicModel model, string partial, Advice fetch, ModelDownloadOptions options, IProgress<ModelDownloadProgress>? progress) : IDisposable
{
    private readonly ModelDownloadRequest _request = new(options.Stall);

    // The version of what has come from the present source, so that a rest of another version is not appended to it.
    private string? _tag;

    /// <summary>Whether an address is HTTPS, or on this machine, where nobody can listen in.</summary>
    public static bool IsSafe(Uri address)
        => address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);

    /// <summary>Tries the sources in order; afterwards the whole, checked file lies at the partial path.</summary>
    /// <exception cref="GanGateException">None gave it (GG3006), or all that came had another content (GG3007).</exception>
    public async Task RunAsync(IReadOnlyList<Uri> sources, CancellationToken cancellation)
    {
        List<string> failures = [];
        bool wrongContent = false;
        foreach (Uri source in sources)
        {
            try
            {
                await TakeFromAsync(source, cancellation).ConfigureAwait(false);
                return;
            }
            catch (ModelDownloadException failure)
            {
                failures.Add($"{ModelDownloadRequest.Shown(source)}: {failure.Message}");
                wrongContent |= failure.WrongContent;
            }
        }

        throw new GanGateException(
            wrongContent ? ErrorCodes.ModelCorrupt : ErrorCodes.DownloadFailed,
            $"{model.FileName} could not be downloaded ({string.Join("; ", failures)}): run {fetch} again to go on, or get "
            + $"the file on another machine and run {Advice.ImportModel(model.FileName)}",
            details: failures);
    }

    /// <inheritdoc/>
    public void Dispose() => _request.Dispose();

    private async Task TakeFromAsync(Uri source, CancellationToken cancellation)
    {
        TimeSpan pause = options.Pause;
        _tag = null;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                long before = PartialLength();
                if (before != model.Size) await ReceiveAsync(source, cancellation).ConfigureAwait(false);
                CheckContent(resumed: before > 0);
                return;
            }
            catch (ModelDownloadException failure) when (failure.Again && attempt < options.Attempts)
            {
                await Task.Delay(pause, cancellation).ConfigureAwait(false);
                pause *= 2;
            }
        }
    }

    // Asks for what is missing and appends it.
    private async Task ReceiveAsync(Uri source, CancellationToken cancellation)
    {
        long offset = PartialLength();
        using ModelDownloadResponse response = await _request.SendAsync(source, offset, _tag, cancellation).ConfigureAwait(false);
        if (response.Start != offset && response.Start != 0)
        {
            File.Delete(partial);
            throw new ModelDownloadException("the server does not have the part that is missing", again: true);
        }

        if (response.TotalSize is { } total && total != model.Size)
        {
            throw new ModelDownloadException($"the server offers {total} bytes; the file has {model.Size}", again: false);
        }

        _tag = response.Tag;
        using FileStream file = new(partial, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        file.SetLength(response.Start);
        file.Position = response.Start;
        await CopyAsync(response, file, cancellation).ConfigureAwait(false);
        file.Flush(flushToDisk: true);
    }

    private async Task CopyAsync(ModelDownloadResponse response, FileStream file, CancellationToken cancellation)
    {
        byte[] buffer = new byte[1 << 17];
        progress?.Report(new ModelDownloadProgress(file.Position, model.Size, response.Host));
        while (await response.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and var count)
        {
            if (file.Position + count > model.Size)
            {
                file.SetLength(0);
                throw new ModelDownloadException(
                    $"the server sends more than the file's {model.Size} bytes", again: false, wrongContent: true);
            }

            await file.WriteAsync(buffer.AsMemory(0, count), cancellation).ConfigureAwait(false);
            progress?.Report(new ModelDownloadProgress(file.Position, model.Size, response.Host));
        }

        if (file.Position < model.Size)
        {
            throw new ModelDownloadException($"the connection ended after {file.Position} of {model.Size} bytes", again: true);
        }
    }

    private void CheckContent(bool resumed)
    {
        if (ModelStore.HashOf(partial) == model.Sha256) return;

        // What was resumed may have been another file's beginning: worth a whole download.
        File.Delete(partial);
        throw new ModelDownloadException("what came has another SHA-256 than the public file", again: resumed, wrongContent: true);
    }

    // A file that is longer than it may be is no beginning of the right one.
    private long PartialLength()
    {
        FileInfo file = new(partial);
        if (!file.Exists) return 0;

        if (file.Length <= model.Size) return file.Length;

        file.Delete();
        return 0;
    }
}
