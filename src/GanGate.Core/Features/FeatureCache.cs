using System.Security.Cryptography;
using System.Text;
using GanGate.Models;

namespace GanGate.Features;

/// <summary>
/// Features of images that were measured before, on the disk: known by their pixels, the protocol's fingerprint and the device. Each run
/// that measures something adds a file of its own, so that runs at the same time never write the same one. Whatever goes wrong with the
/// cache costs time, never a measurement.
/// </summary>
internal sealed class FeatureCache : IDisposable
{
    /// <summary>Bytes that are kept at most; the longest unused files go first.</summary>
    public const long MostBytes = 1L << 31;

    private const string Schema = "gangate-features/1";
    private const string Ending = ".features";
    private const int MostFiles = 256;

    private readonly string _folder;
    private readonly long _mostBytes;
    private readonly byte[] _header;
    private readonly List<FeatureRecords> _files = [];
    private readonly Dictionary<PixelHash, (FeatureRecords File, long Offset)> _known = [];
    private readonly HashSet<PixelHash> _added = [];
    private FileStream? _adding;
    private bool _failed;

    /// <summary>Opens the part of a cache that belongs to an extractor.</summary>
    /// <param name="folder">Where it lies.</param>
    /// <param name="extractor">The network.</param>
    /// <param name="mostBytes">How large it may become.</param>
    public FeatureCache(string folder, Extractor extractor, long mostBytes = MostBytes)
    {
        (_folder, _mostBytes) = (folder, mostBytes);
        RowLayout layout = extractor.Layout;
        _header = SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant(
            $"{Schema} {extractor.Protocol.Fingerprint} {layout.Features} {layout.Logits} {layout.Spatial} {extractor.Device}")));
        foreach (FileInfo file in Files().Where(file => !IsUnfinished(file)).OrderByDescending(file => file.LastWriteTimeUtc))
        {
            if (FeatureRecords.Open(file.FullName, _header, layout.Length) is not FeatureRecords records) continue;
            _files.Add(records);
            foreach ((PixelHash hash, long offset) in records.Index()) _known.TryAdd(hash, (records, offset));
        }
    }

    /// <summary>Opens a cache.</summary>
    /// <param name="extractor">The network.</param>
    /// <param name="folder">Where it lies; null for "features" in the folder of the model store (GANGATE_HOME).</param>
    /// <returns>null where it cannot be read.</returns>
    public static FeatureCache? Open(Extractor extractor, string? folder)
    {
        try
        {
            return new FeatureCache(folder ?? Path.Combine(new ModelStore().Folder, "features"), extractor);
        }
        catch (Exception failure) when (IsOfTheDisk(failure))
        {
            return null;
        }
    }

    /// <summary>The row of an image, where it is known and undamaged. Several threads may ask at once.</summary>
    public bool TryRead(PixelHash image, Span<float> row) =>
        _known.TryGetValue(image, out (FeatureRecords File, long Offset) at) && at.File.TryRead(image, at.Offset, row);

    /// <summary>Keeps the row of an image.</summary>
    public void Add(PixelHash image, ReadOnlySpan<float> row)
    {
        if (_failed || !_added.Add(image)) return;
        try
        {
            _adding ??= Begin();
            if (_adding.Length + FeatureRecords.RecordLengthOf(row.Length) <= _mostBytes) FeatureRecords.Write(_adding, image, row);
        }
        catch (Exception failure) when (IsOfTheDisk(failure))
        {
            _failed = true;
        }
    }

    /// <summary>Closes the files, makes what was added known to later runs, and what is too much go.</summary>
    public void Dispose()
    {
        _files.ForEach(file => file.Dispose());
        if (_adding is null) return;
        try
        {
            string temporary = _adding.Name;
            _adding.Dispose();
            File.Move(temporary, Path.Combine(_folder, Path.GetFileName(temporary).TrimStart('.')));
            Trim();
        }
        catch (Exception failure) when (IsOfTheDisk(failure))
        {
            // The next run measures again.
        }
    }

    private FileStream Begin()
    {
        Directory.CreateDirectory(_folder);
        string path = Path.Combine(_folder, $".{Guid.NewGuid():N}{Ending}");
        FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
        file.Write(_header);
        return file;
    }

    private FileInfo[] Files() => Directory.Exists(_folder) ? new DirectoryInfo(_folder).GetFiles("*" + Ending) : [];

    private void Trim()
    {
        long total = 0;
        int count = 0;
        foreach (FileInfo file in Files().OrderByDescending(file => file.LastWriteTimeUtc))
        {
            total += file.Length;
            bool tooMuch = total > _mostBytes || ++count > MostFiles;
            if (IsUnfinished(file) ? file.LastWriteTimeUtc < DateTime.UtcNow.AddDays(-1) : tooMuch) file.Delete();
        }
    }

    // Of a run that goes on, or of one that was killed.
    private static bool IsUnfinished(FileInfo file) => file.Name[0] == '.';

    private static bool IsOfTheDisk(Exception failure) => failure is IOException or UnauthorizedAccessException or GanGateException;
}
