using System.Security.Cryptography;
using GanGate.Settings;

namespace GanGate.Models;

/// <summary>
/// The weights files of a user: public files under their own names, and others under names the user gave. What it hands out has been
/// checked against its hash. Several processes may use one store at once.
/// </summary>
internal sealed partial class ModelStore
{
    private const string DefaultExtension = ".pth";
    private const int HashLength = 64;
    private const int LongestName = 64;
    private const string AnyFile = "<file.pth>";

    private static readonly string[] Extensions = [DefaultExtension, ".pt", ".safetensors", ".onnx"];

    private readonly string _models;
    private readonly IReadOnlyList<PublicModel> _public;

    /// <summary>Opens a store; nothing is created or read yet.</summary>
    /// <param name="folder">Where it lies; without one GANGATE_HOME, else "gangate" in the platform's cache folder.</param>
    /// <param name="models">The public files that it knows by their hashes; all that there are where none is given.</param>
    /// <exception cref="GanGateException">There is no folder for it (GG2010).</exception>
    public ModelStore(string? folder = null, params IReadOnlyList<PublicModel> models)
    {
        Folder = folder is null ? ModelStoreFolder.Here.Find() : Path.GetFullPath(folder);
        _public = models.Count == 0 ? PublicModel.All : models;
        _models = Path.Combine(Folder, "models");
    }

    /// <summary>Folders outside the store in which packages of a project keep public files; what is in the store comes first.</summary>
    internal IReadOnlyList<string> Restored { get; init; } = RestoredModels.Folders();

    /// <summary>Where the store lies.</summary>
    public string Folder { get; }

    /// <summary>What is meant where no weights are named: Inception's.</summary>
    public PublicModel Default => _public[0];

    /// <summary>What is in the store, public files first, then by name. Contents are not checked: see <see cref="Verify"/>.</summary>
    public IReadOnlyList<StoredModel> List()
    {
        List<StoredModel> found = [.. _public
            .Where(model => File.Exists(PathOf(model)))
            .Select(model => new StoredModel(model.Name, PathOf(model), new FileInfo(PathOf(model)).Length, model.Sha256))];

        if (Directory.Exists(_models))
        {
            // Named files are HASH.NAME.pth: one rename puts name and fingerprint in place together.
            found.AddRange(Directory.EnumerateFiles(_models)
                .Where(path => IsNamedFile(Path.GetFileName(path)))
                .Select(path => new StoredModel(
                    Path.GetFileNameWithoutExtension(path)[(HashLength + 1)..],
                    path,
                    new FileInfo(path).Length,
                    Path.GetFileName(path)[..HashLength]))
                .OrderBy(model => model.Name, StringComparer.OrdinalIgnoreCase));
        }

        return found;
    }

    /// <summary>The public file of a name; null where none is called so.</summary>
    public PublicModel? FindPublic(string name) => _public.FirstOrDefault(model => IsCalled(model.Name, name) || IsCalled(model.ShortName, name));

    /// <summary>Whether a public file, and those that it needs, are on this machine; contents are not checked.</summary>
    public bool Has(PublicModel model) => (Find(model.Name) ?? FindRestored(model.Name)) is not null && model.Needs.All(Has);

    /// <summary>SHA-256 of weights by name or path. A public file's is known without the file.</summary>
    /// <exception cref="GanGateException">As for <see cref="Resolve"/>.</exception>
    public string HashOfWeights(string weights) => FindPublic(weights)?.Sha256 ?? Resolve(weights).Sha256;

    /// <summary>Finds weights and checks their content, once in a process, which takes a fraction of a second.</summary>
    /// <param name="weights">A name in the store or the path of a weights file; without it <see cref="Default"/>.</param>
    /// <exception cref="GanGateException">
    /// They are not on this machine (GG3003), or in the store but damaged (GG3007); the message says which command to run.
    /// </exception>
    public StoredModel Resolve(string? weights = null)
    {
        if (weights is not null && IsPath(weights)) return OutsideFile(weights);

        string name = weights ?? Default.Name;
        StoredModel model = Find(name) ?? FindRestored(name) ?? throw Missing(name);
        Require(model, ContentHash.Of);
        foreach (PublicModel needed in FindPublic(name)?.Needs ?? []) Resolve(needed.Name);
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
        if (FindPublic(model.Name) is PublicModel known && model.Path == PathOf(known) && model.Size != known.Size)
        {
            throw Corrupt(model, $"it has {model.Size} bytes instead of {known.Size}");
        }

        string hash = hashOf(model.Path);
        if (hash != model.Sha256) throw Corrupt(model, $"its SHA-256 is {hash} instead of {model.Sha256}");
    }

    /// <summary>Removes weights, and for a public file what an unfinished download left.</summary>
    /// <param name="name">The name; without one <see cref="Default"/>.</param>
    /// <param name="cancellation">Ends the wait for another process that changes the store.</param>
    /// <returns>Whether they were there.</returns>
    public async Task<bool> RemoveAsync(string? name = null, CancellationToken cancellation = default)
    {
        name ??= Default.Name;
        if (!Directory.Exists(_models)) return false;

        using IDisposable held = await ModelStoreLock.AcquireAsync(_models, cancellation).ConfigureAwait(false);
        StoredModel? model = Find(name);
        try
        {
            if (model is not null) File.Delete(model.Path);
            if (FindPublic(name) is PublicModel known) File.Delete(PartialPathOf(known));
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
        => IsFile(weights) || weights.AsSpan().IndexOfAny('/', '\\') >= 0;

    /// <summary>Whether weights are a file by their ending, and no name in the store.</summary>
    internal static bool IsFile(string file)
        => Extensions.Any(extension => file.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

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

    private static bool IsNamedFile(string file) => IsFile(file)
        && Path.GetFileNameWithoutExtension(file).Length > HashLength + 1
        && file[HashLength] == '.'
        && file.Take(HashLength).All(char.IsAsciiHexDigitLower);

    // Names are compared as the least discerning file system does.
    private static bool IsCalled(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private string PathOf(PublicModel model) => Path.Combine(_models, model.FileName);

    /// <summary>A public file where a restore left it.</summary>
    private StoredModel? FindRestored(string name) => FindPublic(name) is not PublicModel model ? null : Restored
        .Select(folder => new FileInfo(Path.Combine(folder, model.FileName)))
        .Where(file => file.Exists)
        .Select(file => new StoredModel(model.Name, file.FullName, file.Length, model.Sha256))
        .FirstOrDefault();

    private StoredModel? Find(string name)
    {
        string whole = FindPublic(name)?.Name ?? name;
        return List().FirstOrDefault(model => IsCalled(model.Name, whole));
    }

    private GanGateException Missing(string name) => FindPublic(name) is PublicModel model
        ? new(
            ErrorCodes.ModelMissing,
            $"the {model.Network} weights are not on this machine: run {FetchOf(model)}, or {Advice.ImportModel(model.FileName)} "
            + $"where there is no network ({model.Published})")
        : new(
            ErrorCodes.ModelMissing,
            $"no weights are called '{name}' here: run {Advice.ImportModel(AnyFile, name)} ({Advice.ListModels} shows what there is)");

    private GanGateException Corrupt(StoredModel model, string reason) => FindPublic(model.Name) is PublicModel known
        ? new(ErrorCodes.ModelCorrupt, $"'{model.Path}' is damaged: {reason}; run {FetchOf(known)}, which replaces it")
        : new(
            ErrorCodes.ModelCorrupt,
            $"'{model.Path}' is damaged: {reason}; run {Advice.RemoveModel(model.Name)} and {Advice.ImportModel(AnyFile, model.Name)}");

    private Advice FetchOf(PublicModel model) => model.Bring is Advice bring ? bring : model == Default ? Advice.FetchModel : Advice.FetchModelOf(model.Name);
}
