using System.Buffers;

namespace GanGate.Images;

/// <summary>
/// A scan of a JPEG whose codes are Huffman's, of which is told whether all of its blocks are there: libjpeg makes gray of those that are
/// missing. Its codes are passed over, and nothing is made of them.
/// </summary>
internal sealed class JpegScan
{
    /// <summary>The units that are coded one after the other: blocks, or the smallest pieces that hold whole blocks of all components.</summary>
    public required long Units { get; init; }

    /// <summary>How many units lie between two markers of restart; 0 where there are none.</summary>
    public required int Interval { get; init; }

    /// <summary>For each block of a unit the table of its first coefficient and of the others.</summary>
    public required (JpegTable? First, JpegTable? Others)[] Blocks { get; init; }

    /// <summary>The first coefficient that comes, in the order of coding.</summary>
    public required int First { get; init; }

    /// <summary>The last one.</summary>
    public required int Last { get; init; }

    /// <summary>Whether a further bit comes of coefficients that were there before.</summary>
    public required bool Refines { get; init; }

    /// <summary>For each block which coefficients are not zero, as bits; of a scan that has not the first one.</summary>
    public required ulong[] Known { get; init; }

    /// <summary>Refuses a scan that is not whole.</summary>
    /// <exception cref="ImageDecodingException">It is not.</exception>
    public void Require(ReadOnlySpan<byte> coded)
    {
        bool needsFirst = First == 0 && !Refines, needsRest = Last > 0;

        // A table that no segment gave is the decoder's to refuse, or to know.
        if (Blocks.Any(block => (needsFirst && block.First is null) || (needsRest && block.Others is null))) return;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(coded.Length + JpegBits.Slack);
        try
        {
            long units = Interval == 0 ? Units : Interval;
            for (long unit = 0; unit < Units; unit += units)
            {
                JpegBits bits = new(ref coded, buffer);
                Skip(ref bits, unit, Math.Min(unit + units, Units));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Skip(ref JpegBits bits, long unit, long end)
    {
        if (First > 0)
        {
            SkipBand(ref bits, unit, end);
            return;
        }

        for (; unit < end; unit++)
        {
            foreach ((JpegTable? first, JpegTable? rest) in Blocks)
            {
                if (Last > 0) bits.SkipBlock(first!, rest!);
                else bits.Skip(Refines ? 1 : SizeOf(bits.Peek(first!)));
                RequireInside(bits);
            }
        }
    }

    // A run of blocks that have no more coefficients begins in one of them, and ends at the next marker.
    private void SkipBand(ref JpegBits bits, long unit, long end)
    {
        JpegTable table = Blocks[0].Others!;
        ulong band = ulong.MaxValue << First & (ulong.MaxValue >> (JpegTable.Coefficients - 1 - Last));
        for (int run = 0; unit < end; unit++)
        {
            if (Refines) bits.SkipRefined(table, band, ref Known[unit], ref run);
            else run = run > 0 ? run - 1 : bits.SkipNew(table, band, ref Known[unit]);
            RequireInside(bits);
        }
    }

    private static int SizeOf(int found) => (found >> 8) + (found & 0xFF);

    private static void RequireInside(in JpegBits bits)
    {
        if (bits.IsOver) throw new ImageDecodingException("the data are damaged (parts of a scan are missing)");
    }
}
