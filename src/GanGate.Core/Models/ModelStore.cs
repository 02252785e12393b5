using System.Security.Cryptography;
using GanGate.Settings;

namespace GanGate.Models;

/// <summary>
/// The weights files of a user: the public Inception file under its own name, and others under names the user gave. What it hands out
/// has been checked against its hash. Several processes may use one store at once.
/// </summary>
internal sealed partial class ModelStore
{
    private const string Extension = ".pth";
    private const int HashLength = 64;
    private const int LongestName = 64;
    private const string AnyFile = "<file.pth>";

    private readonly string _models;

    /// <summary>Opens a store; nothing is created or read yet.</summary>
    /// <param name="folder">Where it lies; without one GANGATE_HOME, else "gangate" in the platform's cache folder.</param>
    /// <param name="model">The public file; without one the Inception weights.</param>
    /// <exception cref="GanGateException">There is no folder for it (GG2010).</exception>
    public ModelStore(string? folder = null, PublicModel? model = null)
    {
        Folder = folder is null ? ModelStoreFolder.Here.Find() : Path.GetFullPath(folder);
        PublicModel = model ?? PublicModel.Inception;
        _models = Path.Combine(Folder, "models");
    }

    /// <summary>Where the store lies.</summary>
    public string Folder { get; }

    /// <summary>The public file that the store knows by its hash.</summary>
    public PublicModel PublicModel { get; }

    private string PublicPath => Path.Combine(_models, PublicModel.FileName);

    /// <summary>What is in the store, the public file first, then by name. Contents are not checked: see <see cref="Verify"/>.</summary>
    public IReadOnlyList<StoredModel> List()
    {
        List<StoredModel> found = [];
        if (File.Exists(PublicPath)) found.Add(new(PublicModel.Name, PublicPath, new FileInfo(PublicPath).Length, PublicModel.Sha256));

        if (Directory.Exists(_models))
        {
            // Named files are HASH.NAME.pth: one rename puts name and fingerprint in place together.
            found.AddRange(Directory.EnumerateFiles(_models, "*" + Extension)
                .Where(path => IsNamedFile(Path.GetFileName(path)))
                .Select(path => new StoredModel(
                    Path.GetFileName(path)[(HashLength + 1)..^Extension.Length],
                    path,
                    new FileInfo(path).Length,
                    Path.GetFileName(path)[..HashLength]))
                .OrderBy(model => model.Name, StringComparer.OrdinalIgnoreCase));
        }

        return found;
    }

    /// <summary>Finds weights and checks their content, once in a process, which takes a fraction of a second.</summary>
    /// <param name="weights">A name in the store or the path of a .pth file; without it the public file.</param>
    /// <exception cref="GanGateException">
    /// They are not on this machine (GG3003), or in the store but damaged (GG3007); the message says which command to run.
    /// </exception>
    public StoredModel Resolve(string? weights = null)
    {
        if (weights is not null && IsPath(weights)) return OutsideFile(weights);

        string name = weights ?? PublicModel.Name;
        StoredModel model = Find(name) ?? throw Missing(name);
        Require(model, ContentHash.Of);
        return model;
    }

    /// <summary>Reads a file of the store and checks its content against its hash.</summary>
    /// <exception cref="GanGateException">It is damaged (GG3007) or cannot be read (GG2012).</exception>
    public void Verify(StoredModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Require(model, HashOf);
    }

    private void Require(StoredModel model, Func<string, string> hashOf)
    {
        if (model.Path == PublicPath && model.Size != PublicModel.Size)
        {
            throw Corrupt(model, $"it has {model.Size} bytes instead of {PublicModel.Size}");
        }

        string hash = hashOf(model.Path);
        if (hash != model.Sha256) throw Corrupt(model, $"its SHA-256 is {hash} instead of {model.Sha256}");
    }

    /// <summary>Removes weights, and for the public file what an unfinished download left.</summary>
    /// <param name="name">The name; without one the public file.</param>
    /// <param name="cancellation">Ends the wait for another process that changes the store.</param>
    /// <returns>Whether they were there.</returns>
    public async Task<bool> RemoveAsync(string? name = null, CancellationToken cancellation = default)
    {
        name ??= PublicModel.Name;
        if (!Directory.Exists(_models)) return false;

        using IDisposable held = await ModelStoreLock.AcquireAsync(_models, cancellation).ConfigureAwait(false);
        StoredModel? model = Find(name);
        try
        {
            if (model is not null) File.Delete(model.Path);
            if (IsPublic(name)) File.Delete(PartialPath);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(_models, exception);
        }

        return model is not null;
    }

    internal static GanGateException Unwritable(string folder, Exception reason) => new(
        ErrorCodes.OutputUnwritable,
        $"the model store '{folder}' cannot be written: {reason.Message}; set {ModelStoreFolder.HomeVariable} to a folder you may write to",
        reason);

    /// <summary>SHA-256 of a file, lower-case hex.</summary>
    /// <exception cref="GanGateException">It cannot be read (GG2012).</exception>
    internal static string HashOf(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 17);
            return Convert.ToHexStringLower(SHA256.HashData(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new GanGateException(ErrorCodes.SourceUnreadable, $"'{path}' cannot be read: {exception.Message}", exception);
        }
    }

    private static bool IsPath(string weights)
        => weights.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) || weights.AsSpan().IndexOfAny('/', '\\') >= 0;

    private static StoredModel OutsideFile(string path)
    {
        if (!File.Exists(path)) throw new GanGateException(ErrorCodes.ModelMissing, $"the weights file '{path}' {FileNames.WhyMissing(path)}");
        RequireContent(path);
        return new StoredModel(path, Path.GetFullPath(path), new FileInfo(path).Length, ContentHash.Of(path));
    }

    private static void RequireContent(string path)
    {
        try
        {
            InputFile.Require(path);
        }
        catch (InvalidDataException failure)
        {
            throw new GanGateException(ErrorCodes.CheckpointInvalid, $"'{path}' is not a readable checkpoint: {failure.Message}", failure);
        }
    }

    private static bool IsNamedFile(string file) => file.Length > HashLength + 1 + Extension.Length
        && file[HashLength] == '.'
        && file.Take(HashLength).All(char.IsAsciiHexDigitLower);

    // Names are compared as the least discerning file system does.
    private bool IsPublic(string name) => name.Equals(PublicModel.Name, StringComparison.OrdinalIgnoreCase);

    private StoredModel? Find(string name)
        => List().FirstOrDefault(model => model.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private GanGateException Missing(string name) => IsPublic(name)
        ? new(
            ErrorCodes.ModelMissing,
            $"the Inception weights are not on this machine: run {Advice.FetchModel}, or {Advice.ImportModel(PublicModel.FileName)} "
            + $"where there is no network (the file is published at {PublicModel.Sources[0]})")
        : new(
            ErrorCodes.ModelMissing,
            $"no weights are called '{name}' here: run {Advice.ImportModel(AnyFile, name)} ({Advice.ListModels} shows what there is)");

    private GanGateException Corrupt(StoredModel model, string reason) => IsPublic(model.Name)
        ? new(ErrorCodes.ModelCorrupt, $"'{model.Path}' is damaged: {reason}; run {Advice.FetchModel}, which replaces it")
        : new(
            ErrorCodes.ModelCorrupt,
            $"'{model.Path}' is damaged: {reason}; run {Advice.RemoveModel(model.Name)} and {Advice.ImportModel(AnyFile, model.Name)}");
}
