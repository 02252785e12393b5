using System.Buffers.Binary;

namespace GanGate.Images.Formats;

/// <summary>
/// A strip or tile that is a JPEG of one or three channels. Skia reads it, as it reads JPEG files: LibTiff's own decoder gives other colours
/// where these have fewer samples than the brightness.
/// </summary>
internal static class TiffJpeg
{
    private const int StartOfImage = 0xD8, EndOfImage = 0xD9, StartOfScan = 0xDA, Application = 0xE0, Comment = 0xFE;

    /// <summary>Decodes a segment.</summary>
    /// <param name="segment">The JPEG, perhaps without its tables.</param>
    /// <param name="tables">A JPEG of tables alone, or nothing.</param>
    /// <param name="layout">The image's layout.</param>
    /// <param name="unpacked">Receives the segment's first rows, of one or three samples of a byte.</param>
    public static void Read(ReadOnlySpan<byte> segment, ReadOnlySpan<byte> tables, TiffLayout layout, Span<byte> unpacked)
    {
        RgbImage image = SkiaDecoder.Decode("", Whole(segment, tables, layout.Samples.Colours == TiffColours.YCbCr));
        if (image.Width != layout.SegmentWidth || image.Height < unpacked.Length / layout.RowBytes)
        {
            throw new ImageDecodingException(
                $"the TIFF file is damaged: a JPEG of {image.Width} x {image.Height} stands for {layout.SegmentWidth} x {layout.SegmentHeight} pixels");
        }

        if (layout.SamplesTogether == 3)
        {
            image.Pixels.AsSpan(0, unpacked.Length).CopyTo(unpacked);
            return;
        }

        for (int i = 0; i < unpacked.Length; i++)
        {
            unpacked[i] = image.Pixels[3 * i];
        }
    }

    // The TIFF says what the channels are, not the JPEG: its own marks are left out, and Adobe's is added, whose last byte means YCbCr or RGB.
    private static byte[] Whole(ReadOnlySpan<byte> segment, ReadOnlySpan<byte> tables, bool isYCbCr)
    {
        using MemoryStream whole = new(segment.Length + tables.Length + 32);
        whole.Write([0xFF, StartOfImage, 0xFF, 0xEE, 0, 14, .. "Adobe"u8, 0, 100, 0, 0, 0, 0, (byte)(isYCbCr ? 1 : 0)]);
        CopyHeader(tables, whole);
        whole.Write(CopyHeader(segment, whole));
        return whole.ToArray();
    }

    /// <summary>Copies what stands before the scan, and returns the rest.</summary>
    private static ReadOnlySpan<byte> CopyHeader(ReadOnlySpan<byte> jpeg, MemoryStream whole)
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

            if (marker is not ((>= Application and < Application + 16) or Comment))
            {
                whole.Write(jpeg[..length]);
            }

            jpeg = jpeg[length..];
        }

        return jpeg;
    }
}
