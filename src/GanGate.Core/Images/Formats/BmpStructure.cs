using System.Buffers.Binary;

namespace GanGate.Images.Formats;

/// <summary>Whether a BMP holds all the pixels that its header promises; decoders leave those that are missing black.</summary>
internal static class BmpStructure
{
    private const int FileHeadLength = 14, OldHeadLength = 12, InfoEnd = FileHeadLength + 20;
    private const uint Plain = 0, RunsOf8 = 1, RunsOf4 = 2, Masks = 3, MasksWithAlpha = 6;

    /// <summary>Refuses a file that ends before its pixels do.</summary>
    /// <exception cref="ImageDecodingException">It does.</exception>
    public static void RequireWhole(ReadOnlySpan<byte> file)
    {
        if (file.Length < FileHeadLength + OldHeadLength) throw Truncated();
        uint offset = BinaryPrimitives.ReadUInt32LittleEndian(file[10..]), head = BinaryPrimitives.ReadUInt32LittleEndian(file[14..]);
        bool old = head == OldHeadLength;
        if (!old && file.Length < InfoEnd) throw Truncated();
        long width = old ? BinaryPrimitives.ReadUInt16LittleEndian(file[18..]) : BinaryPrimitives.ReadInt32LittleEndian(file[18..]);
        long height = old ? BinaryPrimitives.ReadUInt16LittleEndian(file[20..]) : BinaryPrimitives.ReadInt32LittleEndian(file[22..]);
        height = Math.Abs(height);
        ImageDecoder.CheckSize(width, height);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(file[(old ? 24 : 28)..]);
        uint packing = old ? Plain : BinaryPrimitives.ReadUInt32LittleEndian(file[30..]);
        if (offset > file.Length) throw Truncated();
        bool whole = packing switch
        {
            Plain or Masks or MasksWithAlpha => file.Length - offset >= PlainLength(width, height, bits),
            RunsOf8 or RunsOf4 => AreRunsWhole(file[(int)offset..], width, height, packing == RunsOf4),
            _ => true,
        };
        if (!whole) throw Truncated();
    }

    // Rows are filled up to four bytes; behind the last one that may be missing.
    private static long PlainLength(long width, long height, int bits) =>
        (((width * bits) + 31) / 32 * 4 * (height - 1)) + (((width * bits) + 7) / 8);

    // Pairs of a count and what is repeated; after a count of 0 the end of the row (0) or the picture (1), a step (2), or pixels as they are.
    private static bool AreRunsWhole(ReadOnlySpan<byte> runs, long width, long height, bool halfBytes)
    {
        long x = 0, y = 0;
        for (int i = 0; i + 1 < runs.Length; i += 2)
        {
            (byte count, byte value) = (runs[i], runs[i + 1]);
            if (count > 0)
            {
                x += count;
            }
            else if (value == 0)
            {
                (x, y) = (0, y + 1);
            }
            else if (value == 1)
            {
                return true;
            }
            else if (value == 2)
            {
                if (i + 3 >= runs.Length) return false;
                (x, y) = (x + runs[i + 2], y + runs[i + 3]);
                i += 2;
            }
            else
            {
                int bytes = halfBytes ? (value + 1) / 2 : value;
                x += value;
                i += bytes + (bytes & 1);
                if (i + 2 > runs.Length) return false;
            }
        }

        return y >= height || (y == height - 1 && x >= width);
    }

    private static ImageDecodingException Truncated() => new("the file is truncated");
}
