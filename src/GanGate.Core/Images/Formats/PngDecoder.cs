using System.IO.Compression;
using GanGate.Archives;

namespace GanGate.Images;

/// <summary>
/// PNG (ISO/IEC 15948), every colour type, depth and interlacing. A file has to be whole, with the right checksums of all its chunks and
/// of its pixels. Time and memory follow the file's length and the number of pixels, whatever else the file holds.
/// </summary>
internal static class PngDecoder
{
    // Some programs pack a little more than the pixels; what goes on for ever is none of them.
    private const int MostBehindPixels = 1 << 20;

    private static readonly (int X, int Y, int StepX, int StepY)[] Passes =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <summary>Decodes a file.</summary>
    /// <param name="name">The image's name.</param>
    /// <param name="file">The whole file.</param>
    /// <param name="sampleBits">How many bits of samples of 16 bits hold a value.</param>
    /// <exception cref="ImageDecodingException">The message is the reason.</exception>
    public static RgbImage Decode(string name, ReadOnlyMemory<byte> file, int sampleBits)
    {
        PngLayout layout = PngLayout.Read(file.Span);
        (int width, int height) = (layout.Header.Width, layout.Header.Height);
        if ((long)layout.Header.RowLength(width) * height / ZipEntryReader.LargestRatio > layout.Packed)
        {
            throw new ImageDecodingException("the pixels end before the picture does");
        }

        PngSamples samples = new(layout, sampleBits);
        byte[] rgb = GC.AllocateUninitializedArray<byte>(width * height * 3);
        try
        {
            using ZLibStream pixels = new(new PngPixelStream(file, layout.Pixels), CompressionMode.Decompress);
            if (layout.Header.Interlaced) ReadPasses(pixels, layout.Header, samples, rgb);
            else ReadRows(pixels, layout.Header, samples, rgb);
            RequireEnd(pixels);
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException)
        {
            throw new ImageDecodingException("the data are damaged (the pixels cannot be unpacked, or their checksum is wrong)", failure);
        }

        return new RgbImage(name, width, height, rgb) { IsFirstOfSeveral = layout.IsAnimated, LargestOf16Bits = samples.Largest };
    }

    private static void ReadRows(Stream pixels, PngHeader header, PngSamples samples, byte[] rgb)
    {
        (int width, int height) = (header.Width, header.Height);
        PngRows rows = new(pixels, header, width, height);
        for (int y = 0; y < height; y++) samples.ToRgb(rows.Next(), rgb.AsSpan(y * width * 3), width);
    }

    private static void ReadPasses(Stream pixels, PngHeader header, PngSamples samples, byte[] rgb)
    {
        (int width, int height) = (header.Width, header.Height);
        byte[] line = new byte[width * 3];
        foreach ((int left, int top, int stepX, int stepY) in Passes)
        {
            int columns = (width - left + stepX - 1) / stepX, lines = (height - top + stepY - 1) / stepY;
            if (columns <= 0 || lines <= 0) continue;
            PngRows rows = new(pixels, header, columns, lines);
            for (int y = top; y < height; y += stepY)
            {
                samples.ToRgb(rows.Next(), line, columns);
                Span<byte> target = rgb.AsSpan(y * width * 3, width * 3);
                for (int i = 0; i < columns; i++) line.AsSpan(3 * i, 3).CopyTo(target[(3 * (left + (i * stepX)))..]);
            }
        }
    }

    // The unpacker compares its checksum (Adler-32) when it is asked for what follows the pixels.
    private static void RequireEnd(Stream pixels)
    {
        Span<byte> more = stackalloc byte[1 << 12];
        for (int total = 0; pixels.Read(more) is > 0 and int read; total += read)
        {
            if (total > MostBehindPixels) throw new ImageDecodingException("the data are damaged (they go on behind the pixels)");
        }
    }
}
