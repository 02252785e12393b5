using System.Buffers.Binary;

namespace GanGate.Images;

/// <summary>
/// A strip or tile that is a JPEG of one or three channels. Skia reads it, as it reads JPEG files: LibTiff's own decoder gives other colours
/// where these have fewer samples than the brightness.
/// </summary>
internal static class TiffJpeg
{
    // Some writers fill the last strip up; what is much higher is no strip of this image, and would take time for nothing.
    private const int MostRowsBeyond = 64;

    private const int StartOfImage = 0xD8, EndOfImage = 0xD9, StartOfScan = 0xDA, Application = 0xE0, Comment = 0xFE;

    /// <summary>Decodes a segment.</summary>
    /// <param name="segment">The JPEG, perhaps without its tables.</param>
    /// <param name="tables">A JPEG of tables alone, or nothing.</param>
    /// <param name="layout">The image's layout.</param>
    /// <param name="rgb">Room for pixels, kept from one segment to the next.</param>
    /// <param name="unpacked">Receives the segment's first rows, of one or three samples of a byte.</param>
    public static void Read(ReadOnlySpan<byte> segment, ReadOnlySpan<byte> tables, TiffLayout layout, ref byte[] rgb, Span<byte> unpacked)
    {
        (int width, int height) = SkiaDecoder.Decode(JpegStructure.Whole(Joined(segment, tables, layout)), ref rgb);
        if (width != layout.SegmentWidth || height < unpacked.Length / layout.RowBytes)
        {
            throw OfOtherSize(width, height, layout);
        }

        if (layout.SamplesTogether == 3)
        {
            rgb.AsSpan(0, unpacked.Length).CopyTo(unpacked);
            return;
        }

        for (int i = 0; i < unpacked.Length; i++)
        {
            unpacked[i] = rgb[3 * i];
        }
    }

    // The TIFF says what the channels are, not the JPEG: its own marks are left out, and Adobe's is added, whose last byte means YCbCr or RGB.
    private static byte[] Joined(ReadOnlySpan<byte> segment, ReadOnlySpan<byte> tables, TiffLayout layout)
    {
        using MemoryStream whole = new(segment.Length + tables.Length + 32);
        byte transform = (byte)(layout.Samples.Colours == TiffColours.YCbCr ? 1 : 0);
        whole.Write([0xFF, StartOfImage, 0xFF, 0xEE, 0, 14, .. "Adobe"u8, 0, 100, 0, 0, 0, 0, transform]);
        CopyHeader(tables, layout, whole);
        whole.Write(CopyHeader(segment, layout, whole));
        return whole.ToArray();
    }

    /// <summary>Copies what stands before the scan, and returns the rest.</summary>
    private static ReadOnlySpan<byte> CopyHeader(ReadOnlySpan<byte> jpeg, TiffLayout layout, MemoryStream whole)
    {
        while (jpeg is [0xFF, byte marker, ..] && marker is not (StartOfScan or EndOfImage))
        {
            if (marker is StartOfImage or 0xFF)
            {
                jpeg = jpeg[(marker == 0xFF ? 1 : 2)..];
                continue;
            }

            int length = jpeg.Length < 4 ? int.MaxValue : 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg[2..]);
            if (length > jpeg.Length)
            {
                throw new ImageDecodingException("the TIFF file is damaged: the header of a JPEG in it is cut");
            }

            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC) && length >= 9)
            {
                RequireSize(BinaryPrimitives.ReadUInt16BigEndian(jpeg[7..]), BinaryPrimitives.ReadUInt16BigEndian(jpeg[5..]), layout);
            }

            if (marker is not ((>= Application and < Application + 16) or Comment))
            {
                whole.Write(jpeg[..length]);
            }

            jpeg = jpeg[length..];
        }

        return jpeg;
    }

    private static void RequireSize(int width, int height, TiffLayout layout)
    {
        if (width != layout.SegmentWidth || height > layout.SegmentHeight + MostRowsBeyond)
        {
            throw OfOtherSize(width, height, layout);
        }
    }

    private static ImageDecodingException OfOtherSize(int width, int height, TiffLayout layout) =>
        new($"the TIFF file is damaged: a JPEG of {width} x {height} stands for {layout.SegmentWidth} x {layout.SegmentHeight} pixels");
}
