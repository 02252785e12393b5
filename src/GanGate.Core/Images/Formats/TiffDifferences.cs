using System.Buffers.Binary;

namespace GanGate.Images;

/// <summary>Adds up samples that a TIFF keeps as differences from the pixel before (predictor 2).</summary>
internal static class TiffDifferences
{
    /// <summary>Adds up rows in place.</summary>
    /// <param name="rows">Whole rows of samples of 8 or 16 bits.</param>
    /// <param name="layout">Their layout.</param>
    /// <param name="bigEndian">Whether 16 bits begin with their great byte.</param>
    public static void Undo(Span<byte> rows, TiffLayout layout, bool bigEndian)
    {
        for (int start = 0; start < rows.Length; start += layout.RowBytes)
        {
            Span<byte> row = rows.Slice(start, layout.RowBytes);
            if (layout.Samples.Bits == 8)
            {
                AddBytes(row, layout.SamplesTogether);
            }
            else
            {
                AddWords(row, layout.SamplesTogether, bigEndian);
            }
        }
    }

    private static void AddBytes(Span<byte> row, int samples)
    {
        for (int i = samples; i < row.Length; i++)
        {
            row[i] += row[i - samples];
        }
    }

    private static void AddWords(Span<byte> row, int samples, bool bigEndian)
    {
        for (int i = 2 * samples; i < row.Length; i += 2)
        {
            Span<byte> here = row[i..], before = row[(i - (2 * samples))..];
            if (bigEndian)
            {
                int sum = BinaryPrimitives.ReadUInt16BigEndian(here) + BinaryPrimitives.ReadUInt16BigEndian(before);
                BinaryPrimitives.WriteUInt16BigEndian(here, (ushort)sum);
            }
            else
            {
                int sum = BinaryPrimitives.ReadUInt16LittleEndian(here) + BinaryPrimitives.ReadUInt16LittleEndian(before);
                BinaryPrimitives.WriteUInt16LittleEndian(here, (ushort)sum);
            }
        }
    }
}
