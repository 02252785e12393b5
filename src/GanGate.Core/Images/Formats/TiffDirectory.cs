using System.Buffers.Binary;
using BitMiracle.LibTiff.Classic;

namespace GanGate.Images;

/// <summary>
/// The first directory of a TIFF or a BigTIFF. Values are read from the file when they are asked for, so that a directory needs memory for
/// its entries alone, and later pages are not looked for at all.
/// </summary>
internal sealed class TiffDirectory
{
    private readonly ReadOnlyMemory<byte> _file;
    private readonly bool _big;
    private readonly Dictionary<int, Entry> _entries = [];

    private TiffDirectory(ReadOnlyMemory<byte> file)
    {
        _file = file;
        BigEndian = file.Span[0] == 'M';
        _big = ReadNumber(2, 2) == 43;
        long start = ReadNumber(_big ? 8 : 4, _big ? 8 : 4);
        long count = ReadNumber(start, _big ? 8 : 2);
        int size = _big ? 20 : 12;
        long first = start + (_big ? 8 : 2);
        if (count > (file.Length - first) / size)
        {
            throw Truncated();
        }

        for (int i = 0; i < count; i++)
        {
            Add(first + (i * size));
        }
    }

    /// <summary>Whether numbers begin with their greatest byte.</summary>
    public bool BigEndian { get; }

    /// <summary>Whether all values lie in the file. Those that no pixel depends on need not.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>Reads the directory.</summary>
    /// <exception cref="ImageDecodingException">It does not lie in the file.</exception>
    public static TiffDirectory Read(ReadOnlyMemory<byte> file) => new(file);

    /// <summary>Whether there is such an entry.</summary>
    public bool Has(TiffTag tag) => _entries.ContainsKey((int)tag);

    /// <summary>How many values an entry has; none where there is no entry.</summary>
    public long Count(TiffTag tag) => _entries.TryGetValue((int)tag, out Entry entry) ? entry.Count : 0;

    /// <summary>The first value of an entry, or another one where there is none.</summary>
    public long Value(TiffTag tag, long absent) => Count(tag) == 0 ? absent : ValueAt(tag, 0);

    /// <summary>One value of an entry.</summary>
    /// <exception cref="ImageDecodingException">There is none, or it is no whole number.</exception>
    public long ValueAt(TiffTag tag, long index)
    {
        if (index >= Count(tag))
        {
            throw new ImageDecodingException($"the TIFF file has no {tag} of number {index}");
        }

        Entry entry = _entries[(int)tag];
        return IsWholeNumber(entry.Type)
            ? ReadNumber(entry.Position + (index * SizeOf(entry.Type)), SizeOf(entry.Type))
            : throw new ImageDecodingException($"the TIFF file's {tag} is no whole number (type {entry.Type})");
    }

    /// <summary>The bytes of an entry of bytes; none where there is no entry.</summary>
    public ReadOnlySpan<byte> Bytes(TiffTag tag)
    {
        if (!_entries.TryGetValue((int)tag, out Entry entry) || SizeOf(entry.Type) != 1)
        {
            return [];
        }

        return entry.Position <= _file.Length && entry.Count <= _file.Length - entry.Position
            ? _file.Span.Slice((int)entry.Position, (int)entry.Count)
            : throw Truncated();
    }

    /// <summary>What to say when the directory leads out of the file.</summary>
    public static ImageDecodingException Truncated() => new("the TIFF file is truncated or damaged: its directory leads behind its end");

    private static bool IsWholeNumber(int type) => type is 1 or 3 or 4 or 13 or 16;

    // Bytes, text, undefined; shorts; longs, floats, directories; fractions, doubles and longs of 8 bytes. Others are unknown.
    private static int SizeOf(int type) => type switch
    {
        1 or 2 or 6 or 7 => 1,
        3 or 8 => 2,
        4 or 9 or 11 or 13 => 4,
        5 or 10 or 12 or 16 or 17 or 18 => 8,
        _ => 0,
    };

    private void Add(long position)
    {
        int tag = (int)ReadNumber(position, 2), type = (int)ReadNumber(position + 2, 2);
        int width = _big ? 8 : 4;
        long count = ReadNumber(position + 4, width), values = position + 4 + width;
        int size = SizeOf(type);
        if (size == 0)
        {
            return;
        }

        if (count > width / size)
        {
            values = ReadNumber(values, width);
            IsWhole &= values <= _file.Length && count <= (_file.Length - values) / size;
        }

        // Of two entries of one tag the later one counts, as in Pillow.
        _entries[tag] = new Entry(type, count, values);
    }

    private long ReadNumber(long position, int size)
    {
        if (position < 0 || position > _file.Length - size)
        {
            throw Truncated();
        }

        ReadOnlySpan<byte> bytes = _file.Span[(int)position..];
        ulong number = size switch
        {
            1 => bytes[0],
            2 => BigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            4 => BigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            _ => BigEndian ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        };

        // No place in a file is that far.
        return number <= long.MaxValue ? (long)number : throw Truncated();
    }

    private readonly record struct Entry(int Type, long Count, long Position);
}
