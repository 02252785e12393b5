using System.Buffers.Binary;

namespace GanGate.Images;

/// <summary>Walks over the segments of a JPEG (ITU-T T.81, B): each has a marker and, but for a few, a length and data.</summary>
internal ref struct JpegSegments(ReadOnlySpan<byte> file)
{
    public const byte StartOfImage = 0xD8, EndOfImage = 0xD9, StartOfScan = 0xDA, HuffmanTables = 0xC4, RestartInterval = 0xDD;

    public const byte FirstRestart = 0xD0, LastRestart = 0xD7;

    private readonly ReadOnlySpan<byte> _file = file;

    /// <summary>Where the next segment is looked for.</summary>
    public int Next { get; private set; } = 2;

    /// <summary>Where the segment begins: at the byte 0xFF before its marker.</summary>
    public int Start { get; private set; }

    /// <summary>The second byte of its marker.</summary>
    public byte Marker { get; private set; }

    /// <summary>What follows its length; empty where it has none.</summary>
    public ReadOnlySpan<byte> Data { get; private set; }

    /// <summary>
    /// Goes to the next segment; false where the file ends before its end. Bytes between segments are passed over, as libjpeg does.
    /// </summary>
    public bool MoveNext()
    {
        int start = Next;
        do
        {
            int found = start < _file.Length ? _file[start..].IndexOf((byte)0xFF) : -1;
            if (found < 0) return false;
            start += found;
            while (start + 1 < _file.Length && _file[start + 1] == 0xFF) start++;
            if (start + 1 >= _file.Length) return false;
        }
        while (_file[start + 1] == 0 && ++start > 0);

        (Start, Marker, Next) = (start, _file[start + 1], start + 2);
        Data = default;
        if (Marker is StartOfImage or EndOfImage or (>= FirstRestart and <= LastRestart) or 1) return true;
        ReadOnlySpan<byte> rest = _file[Next..];
        int length = rest.Length < 2 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(rest);
        if (length < 2 || length > rest.Length) return false;
        Data = rest[2..length];
        Next += length;
        return true;
    }

    /// <summary>Passes over the coded data that follow the header of a scan, up to the next marker.</summary>
    /// <returns>How many restart markers are among them.</returns>
    public int SkipScan()
    {
        int restarts = 0;
        while (Next < _file.Length)
        {
            int found = _file[Next..].IndexOf((byte)0xFF);
            if (found < 0 || Next + found + 1 >= _file.Length)
            {
                Next = _file.Length;
                break;
            }

            Next += found;
            byte second = _file[Next + 1];
            if (second is >= FirstRestart and <= LastRestart) restarts++;
            else if (second is not (0 or 0xFF)) break;
            Next += second == 0xFF ? 1 : 2;
        }

        return restarts;
    }
}
