using System.Buffers;
using System.IO.Compression;
using GanGate.Archives;

namespace GanGate.Images;

/// <summary>
/// The image files of a .zip archive, in natural order of their names and by the same rules as those of a folder
/// (<see cref="ImageFolder"/>). Nothing is ever unpacked to the disk.
/// </summary>
internal sealed class ZipImages : IImageSource, IDisposable
{
    // Room for an uncompressed image of 16 bits a sample at the decoder's limit of pixels.
    private const long LargestImage = 1L << 30;

    private const int BufferSize = 4096;

    private readonly Lock _lock = new();
    private readonly FileStream _file;
    private readonly FileStamp _stamp;
    private readonly ZipArchive _archive;
    private readonly ZipArchiveEntry[] _entries;
    private readonly string[] _names;

    private readonly FileSieve _sieve;
    private readonly IReadOnlyList<SourceRemark> _remarks;
    private readonly StackedFiles _stacked;
    private readonly WideFiles _wide;
    private readonly int _sampleBits;

    private ZipImages(string path, FileStream file, ImageFileRules rules)
    {
        _sieve = new FileSieve(rules);
        (Description, _file, _stamp) = (path, file, FileStamp.Of(file.SafeFileHandle));
        _archive = new ZipArchive(file, ZipArchiveMode.Read);
        Dictionary<string, ZipArchiveEntry> images = [];
        long unclaimed = file.Length;
        foreach (ZipArchiveEntry entry in _archive.Entries)
        {
            // Entries that share their bytes are how a small archive pretends to hold endless ones.
            string name = NameOf(entry.FullName);
            unclaimed -= entry.CompressedLength <= unclaimed
                ? entry.CompressedLength
                : throw new InvalidDataException("its entries overlap: they claim more packed bytes than the file has");
            if (!ImageFolder.IsHidden(name) && _sieve.Takes(name) && !images.TryAdd(name, entry))
            {
                throw new InvalidDataException($"it holds two entries named '{name}'");
            }
        }

        (_names, _entries) = ([.. images.Keys], [.. images.Values]);
        Array.Sort(_names, _entries, NaturalOrder.Comparer);
        (_wide, _sampleBits) = (new WideFiles(_names.Length, rules.SampleBits), rules.SampleBits);
        (_remarks, _stacked) = (_names.Length > 0 ? _sieve.RemarksOn(path) : [], new StackedFiles(_names.Length));
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public int Count => _names.Length;

    /// <inheritdoc/>
    public string? LeftOut => _sieve.LeftOut;

    /// <inheritdoc/>
    public string? Scale => _wide.Scale;

    /// <inheritdoc/>
    public IReadOnlyList<SourceRemark> Remarks => [.. _remarks, .. _stacked.RemarksOn(this), .. _wide.RemarksOn(this)];

    /// <summary>Lists the images of an archive; decodes none.</summary>
    /// <exception cref="GanGateException">
    /// It is missing (GG2002), cannot be read (GG2012), is no safe archive (GG2041), holds no images (GG2003), or pictures that cannot be read
    /// where the rules make them an error (GG2052).
    /// </exception>
    public static ZipImages Open(string path, ImageFileRules? rules = null)
    {
        if (!File.Exists(path)) throw GanGateException.Missing(path);
        FileStream? file = null;
        try
        {
            file = InputFile.OpenWhole(path, BufferSize);
            ZipImages images = new(path, file, rules ?? new ImageFileRules());
            return images.Count > 0 ? images : throw images.Empty();
        }
        catch (Exception failure)
        {
            file?.Dispose();
            throw Explain(path, failure);
        }
    }

    /// <inheritdoc/>
    public string NameOf(int index) => _names[index];

    /// <inheritdoc/>
    public string? ClassOf(int index) => ImageFolder.ClassIn(_names[index]);

    /// <inheritdoc/>
    public RgbImage Decode(int index)
    {
        ZipArchiveEntry entry = _entries[index];
        if (entry.Length > LargestImage)
        {
            throw new ImageDecodingException(FormattableString.Invariant($"{entry.Length:N0} bytes are more than the limit of {LargestImage:N0}"));
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(entry.Length, MostBytesOf(entry)));
        try
        {
            Unpack(entry, buffer);
            if (GitLfsPointer.Is(buffer.AsSpan(0, (int)entry.Length))) throw GitLfsPointer.Error($"{Description}/{_names[index]}");
            RgbImage image = ImageDecoder.Decode(_names[index], buffer.AsMemory(0, (int)entry.Length), _sampleBits);
            return _wide.Note(index, _stacked.Note(index, image));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <inheritdoc/>
    public void RequireUnchanged() => _stamp.Require(Description);

    /// <inheritdoc/>
    public void Dispose()
    {
        _archive.Dispose();
        _file.Dispose();
    }

    // The archive is for one thread at a time; unpacking takes a small part of the time that decoding does.
    private void Unpack(ZipArchiveEntry entry, byte[] buffer)
    {
        lock (_lock)
        {
            try
            {
                using ZipEntryReader reader = new(entry);
                reader.ReadExactly(buffer.AsSpan(0, (int)entry.Length));
                reader.Complete();
            }
            catch (Exception failure) when (failure is InvalidDataException or IOException)
            {
                _stamp.Require(_file.SafeFileHandle, Description);
                throw new ImageDecodingException(failure.Message, failure);
            }

            _stamp.Require(_file.SafeFileHandle, Description);
        }
    }

    // ZipEntryReader refuses more; so a lie in the archive does not cost memory.
    private static long MostBytesOf(ZipArchiveEntry entry) => (entry.CompressedLength + 1) * (ZipEntryReader.LargestRatio + 1);

    /// <summary>An entry's name as images are named in a folder.</summary>
    /// <exception cref="InvalidDataException">It leads out of the archive.</exception>
    private static string NameOf(string entry)
    {
        string[] parts = entry.Replace('\\', '/').Split('/');
        bool absolute = parts[0].Length == 0 || parts[0].EndsWith(':');
        return absolute || parts.Contains("..") || entry.Contains('\0', StringComparison.Ordinal)
            ? throw new InvalidDataException($"its entry '{entry}' leads out of the archive (an absolute name, or '..'), so it is not trusted")
            : string.Join('/', parts.Where(part => part != "."));
    }

    private GanGateException Empty()
    {
        string found = _archive.Entries.Count == 0 ? "it is empty"
            : _sieve.Unread.Length > 0 ? $"it holds {_sieve.Unread}, which cannot be read: convert them to PNG"
            : _sieve.LeftOut ?? FormattableString.Invariant($"it holds {_archive.Entries.Count:N0} other entries, such as '{_archive.Entries[0].FullName}'");
        return new GanGateException(
            ErrorCodes.SourceEmpty, $"'{Description}' holds no images (looked for {string.Join(' ', ImageFolder.Extensions)}; {found})");
    }

    private static GanGateException Explain(string path, Exception failure) => failure switch
    {
        GanGateException known => known,
        IOException or UnauthorizedAccessException when failure is not EndOfStreamException =>
            new(ErrorCodes.SourceUnreadable, $"'{path}' cannot be read: {failure.Message}", failure),
        // Beside InvalidDataException, what the archive classes throw when the numbers in an archive make no sense.
        _ => new(ErrorCodes.ImageFileInvalid, $"'{path}' is not a valid .zip archive: {failure.Message}", failure),
    };
}
