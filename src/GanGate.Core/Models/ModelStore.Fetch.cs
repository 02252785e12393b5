using GanGate.Settings;

namespace GanGate.Models;

internal sealed partial class ModelStore
{
    /// <summary>The environment variable that names a mirror: a file's address, or a folder's when it ends in "/".</summary>
    public const string MirrorVariable = "GANGATE_MODEL_URL";

    /// <summary>How patient downloads are.</summary>
    internal ModelDownloadOptions Download { get; init; } = new();

    /// <summary>The mirror to use in place of the public addresses.</summary>
    internal string? Mirror { get; init; } = Environment.GetEnvironmentVariable(MirrorVariable);

    private string PartialPath => PublicPath + ".part";

    /// <summary>
    /// Downloads the public file, unless it is here already. A download that was cut goes on where it ended, also in a later call; of
    /// several processes one downloads and the others wait for it.
    /// </summary>
    /// <param name="progress">Told what has arrived.</param>
    /// <param name="cancellation">Stops; what has arrived stays for the next call.</param>
    /// <exception cref="GanGateException">
    /// No source gave it (GG3006) or all that came was not the public file (GG3007); the store cannot be written (GG2010).
    /// </exception>
    public async Task<StoredModel> FetchAsync(
        IProgress<ModelDownloadProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (FindIntact() is { } here) return here;

        IReadOnlyList<Uri> sources = Sources();
        using IDisposable held = await ModelStoreLock.AcquireAsync(_models, cancellation).ConfigureAwait(false);
        if (FindIntact() is { } justFetched) return justFetched;

        try
        {
            using ModelDownload download = new(PublicModel, PartialPath, Download, progress);
            await download.RunAsync(sources, cancellation).ConfigureAwait(false);
            File.Move(PartialPath, PublicPath, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(_models, exception);
        }

        return new StoredModel(PublicModel.Name, PublicPath, PublicModel.Size, PublicModel.Sha256);
    }

    private StoredModel? FindIntact()
        => Find(PublicModel.Name) is { } model && model.Size == PublicModel.Size && HashOf(model.Path) == PublicModel.Sha256 ? model : null;

    private IReadOnlyList<Uri> Sources()
    {
        if (string.IsNullOrEmpty(Mirror)) return PublicModel.Sources;

        string address = Mirror.EndsWith('/') ? Mirror + PublicModel.FileName : Mirror;
        return Uri.TryCreate(address, UriKind.Absolute, out Uri? mirror) && ModelDownload.IsSafe(mirror)
            ? [mirror]
            : throw new GanGateException(
                ErrorCodes.DownloadFailed,
                $"{MirrorVariable} must be an https:// address (http:// on this machine only): "
                + $"correct it, then run {Advice.FetchModel} again");
    }
}
