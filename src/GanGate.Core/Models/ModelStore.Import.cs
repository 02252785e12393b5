using System.Security.Cryptography;
using GanGate.Settings;

namespace GanGate.Models;

internal sealed partial class ModelStore
{
    /// <summary>Copies a weights file into the store.</summary>
    /// <param name="file">The file; it stays where it is.</param>
    /// <param name="name">What to call it; without a name it must be a public file, known by its hash.</param>
    /// <param name="check">Throws when the file at the path it gets is no usable checkpoint; a public file's hash says enough.</param>
    /// <param name="cancellation">Ends the wait for another process that changes the store, and the copy.</param>
    /// <exception cref="GanGateException">
    /// The file is missing (GG2002), cannot be read (GG2012) or is not the public one (GG3007); the name is not possible or taken by
    /// other weights (GG2001); the store cannot be written (GG2010).
    /// </exception>
    public async Task<StoredModel> ImportAsync(
        string file, string? name = null, Action<string>? check = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        PublicModel? named = name is null ? null : FindPublic(name);
        bool isPublic = name is null || named is not null;
        if (!isPublic) CheckName(name!);
        if (!File.Exists(file)) throw GanGateException.Missing(file, "the weights file");
        RequireContent(file);

        string hash = HashOf(file);
        PublicModel? known = isPublic ? PublicOf(file, hash, named) : null;
        if (known is null) check?.Invoke(file);

        string path = known is null ? Path.Combine(_models, $"{hash}.{name}{ExtensionOf(file)}") : PathOf(known);
        using IDisposable held = await ModelStoreLock.AcquireAsync(_models, cancellation).ConfigureAwait(false);
        if (!isPublic && Find(name!) is { } taken)
        {
            return taken.Sha256 == hash && HashOf(taken.Path) == hash
                ? taken
                : throw new GanGateException(
                    ErrorCodes.Usage, $"other weights are already called '{taken.Name}': run {Advice.RemoveModel(taken.Name)} first");
        }

        AtomicFile.Write(path, stream => Copy(file, hash, stream, cancellation));
        return new StoredModel(known?.Name ?? name!, path, new FileInfo(path).Length, hash);
    }

    private static void Copy(string file, string hash, Stream target, CancellationToken cancellation)
    {
        using FileStream source = new(file, FileMode.Open, FileAccess.Read, FileShare.Read, 0);
        using IncrementalHash copied = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[1 << 17];
        for (int count; (count = source.Read(buffer)) > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            copied.AppendData(buffer, 0, count);
            target.Write(buffer, 0, count);
        }

        if (Convert.ToHexStringLower(copied.GetCurrentHash()) != hash)
        {
            throw new GanGateException(ErrorCodes.SourceUnreadable, $"'{file}' changed while it was read: run the import again");
        }
    }

    private static string ExtensionOf(string file) => IsFile(file) ? Path.GetExtension(file).ToLowerInvariant() : DefaultExtension;

    private PublicModel PublicOf(string file, string hash, PublicModel? named)
    {
        PublicModel? found = _public.FirstOrDefault(model => model.Sha256 == hash);
        if (found is not null && (named is null || named == found)) return found;

        long size = new FileInfo(file).Length;
        PublicModel? meant = named ?? (_public.Count == 1 ? Default : _public.FirstOrDefault(model => IsCalled(model.FileName, Path.GetFileName(file))));
        string reason = meant is null ? $"its SHA-256 is {hash}"
            : size == meant.Size ? $"its SHA-256 is {hash} instead of {meant.Sha256}"
            : $"it has {size} bytes instead of {meant.Size}";
        throw new GanGateException(
            ErrorCodes.ModelCorrupt,
            $"'{file}' is not {(meant is null ? "one of the public files" : $"the public file {meant.FileName}")}: {reason}; "
            + $"to use other weights give them a name: {Advice.ImportModel(file, "NAME")}");
    }

    // A name is part of a file's name on every platform, and must not look like the path of a file.
    private static void CheckName(string name)
    {
        bool possible = name.Length is > 0 and <= LongestName
            && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')
            && char.IsAsciiLetterOrDigit(name[0])
            && !IsPath(name);
        if (!possible)
        {
            throw new GanGateException(
                ErrorCodes.Usage,
                $"'{name}' cannot be a name of weights: use up to {LongestName} letters, digits, '-', '_' and '.', "
                + $"a letter or digit first and no {string.Join(", ", Extensions)} last");
        }
    }
}
