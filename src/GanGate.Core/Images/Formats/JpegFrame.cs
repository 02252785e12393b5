using System.Buffers.Binary;

namespace GanGate.Images;

/// <summary>
/// The frame of a JPEG: its size and components, and which of their coefficients its scans have given (ITU-T T.81, B.2.2 and G.1.1).
/// </summary>
internal sealed class JpegFrame
{
    private const int BlockSide = 8;
    private const int Coefficients = JpegTable.Coefficients;
    private const int Missing = -1;

    // As many as libjpeg's own programs write; each costs a pass over the whole picture.
    private const int MostScans = 100;

    private readonly bool _progressive;
    private readonly bool _huffman;
    private readonly int _width;
    private readonly int _height;
    private readonly (byte Id, int Horizontal, int Vertical)[] _components;

    // For each component and coefficient the lowest bit that is known.
    private readonly sbyte[] _bits;

    // For each component which coefficients of each block are not zero, as far as scans behind its first one tell.
    private readonly ulong[]?[] _known;
    private int _scans;

    private JpegFrame(byte marker, ReadOnlySpan<byte> data)
    {
        (_progressive, _huffman) = (marker is 0xC2 or 0xCA, marker is 0xC0 or 0xC1 or 0xC2);
        if (data.Length < 6 || data.Length < 6 + (3 * data[5]) || data[5] == 0) throw Damaged();
        (_height, _width) = (BinaryPrimitives.ReadUInt16BigEndian(data[1..]), BinaryPrimitives.ReadUInt16BigEndian(data[3..]));
        ImageDecoder.CheckSize(_width, _height);
        _components = new (byte, int, int)[data[5]];
        for (int i = 0; i < _components.Length; i++)
        {
            ReadOnlySpan<byte> one = data.Slice(6 + (3 * i), 3);
            _components[i] = (one[0], one[1] >> 4, one[1] & 15);
            if (_components[i] is { Horizontal: < 1 or > 4 } or { Vertical: < 1 or > 4 }) throw Damaged();
        }

        _known = new ulong[]?[_components.Length];
        _bits = new sbyte[_components.Length * Coefficients];
        Array.Fill(_bits, (sbyte)Missing);
    }

    /// <summary>Reads the header of a frame.</summary>
    /// <exception cref="ImageDecodingException">It is damaged, or of a process that is not supported.</exception>
    public static JpegFrame Read(byte marker, ReadOnlySpan<byte> data)
    {
        string? process = marker switch
        {
            0xC3 or 0xCB => "it is a lossless JPEG, as medical pictures (DICOM) hold them",
            0xC5 or 0xC6 or 0xCD or 0xCE => "it is a hierarchical JPEG",
            0xC7 or 0xCF => "it is a lossless hierarchical JPEG",
            0xF7 => "it is a JPEG-LS picture",
            _ when data is [not 8, ..] => FormattableString.Invariant($"it is a JPEG of {data[0]} bits a sample"),
            _ => null,
        };
        return process is null
            ? new JpegFrame(marker, data)
            : throw new ImageDecodingException($"{process}, a kind that is not supported: convert it to PNG");
    }

    /// <summary>Notes what a scan gives.</summary>
    /// <param name="header">The data of its header.</param>
    /// <param name="coded">Its coded data.</param>
    /// <param name="restarts">The restart markers among them.</param>
    /// <param name="interval">How many units of coding lie between two of them; 0 where there are none.</param>
    /// <param name="codes">The codes that are in force.</param>
    /// <exception cref="ImageDecodingException">It is damaged, or its data are not whole.</exception>
    public void AddScan(ReadOnlySpan<byte> header, ReadOnlySpan<byte> coded, int restarts, int interval, JpegCodes codes)
    {
        if (++_scans > MostScans) throw new ImageDecodingException($"its more than {MostScans} scans are no picture's");
        if (header.Length < 1 || header[0] is 0 or > 4 || header.Length < 4 + (2 * header[0])) throw Damaged();
        ReadOnlySpan<byte> band = header[(1 + (2 * header[0]))..];
        (int first, int last, int low) = _progressive ? (band[0], band[1], band[2] & 15) : (0, Coefficients - 1, 0);
        bool possible = first <= last && last < Coefficients && (!_progressive || (first == 0 ? last == 0 : header[0] == 1));
        if (!possible) throw Damaged();
        for (int i = 0; i < header[0]; i++)
        {
            _bits.AsSpan((IndexOf(header[1 + (2 * i)]) * Coefficients) + first, last - first + 1).Fill((sbyte)low);
        }

        long units = UnitsOf(header);
        if (interval > 0 && restarts < (units - 1) / interval)
        {
            throw new ImageDecodingException("the data are damaged (parts of a scan are missing)");
        }

        if (!_huffman) return;
        new JpegScan
        {
            Units = units,
            Interval = interval,
            Blocks = BlocksOf(header, codes),
            First = first,
            Last = last,
            Refines = _progressive && band[2] >> 4 != 0,
            Known = first > 0 ? KnownOf(IndexOf(header[1]), units) : [],
        }.Require(coded);
    }

    /// <summary>Refuses a picture of which coefficients, or bits of them, never came.</summary>
    /// <exception cref="ImageDecodingException">They did not.</exception>
    public void RequireAll()
    {
        if (!_bits.AsSpan().ContainsAnyExcept((sbyte)0)) return;
        throw new ImageDecodingException("the file is truncated, or was written so: scans are missing, without which the picture is not whole");
    }

    // Blocks where a scan is of one component, else the smallest pieces that hold whole blocks of all.
    private long UnitsOf(ReadOnlySpan<byte> header)
    {
        int across = _components.Max(one => one.Horizontal), down = _components.Max(one => one.Vertical);
        if (header[0] > 1) return (long)Parts(_width, BlockSide * across) * Parts(_height, BlockSide * down);
        (_, int horizontal, int vertical) = _components[IndexOf(header[1])];
        return (long)Parts(Parts(_width * horizontal, across), BlockSide) * Parts(Parts(_height * vertical, down), BlockSide);
    }

    private (JpegTable? First, JpegTable? Others)[] BlocksOf(ReadOnlySpan<byte> header, JpegCodes codes)
    {
        List<(JpegTable?, JpegTable?)> blocks = [];
        for (int i = 0; i < header[0]; i++)
        {
            (_, int horizontal, int vertical) = _components[IndexOf(header[1 + (2 * i)])];
            byte tables = header[2 + (2 * i)];
            (JpegTable?, JpegTable?) block = (codes.Table(tables >> 4), codes.Table(JpegCodes.OfRest | (tables & 15)));
            blocks.AddRange(Enumerable.Repeat(block, header[0] == 1 ? 1 : horizontal * vertical));
        }

        return [.. blocks];
    }

    private ulong[] KnownOf(int component, long blocks) => _known[component] ??= new ulong[blocks];

    private int IndexOf(byte id)
    {
        int component = Array.FindIndex(_components, one => one.Id == id);
        return component >= 0 ? component : throw Damaged();
    }

    private static int Parts(int length, int part) => (length + part - 1) / part;

    private static ImageDecodingException Damaged() => new("the header is damaged");
}
