using System.Buffers.Binary;

namespace GanGate.Images;

/// <summary>What a PNG says of its pixels (the chunk IHDR; ISO/IEC 15948, 11.2.1).</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Depth">Bits a sample: 1, 2, 4, 8 or 16.</param>
/// <param name="Colour">What the samples mean.</param>
/// <param name="Interlaced">Whether the pixels come in the seven passes of Adam7.</param>
internal sealed record PngHeader(int Width, int Height, int Depth, PngColour Colour, bool Interlaced)
{
    /// <summary>The length of the chunk.</summary>
    public const int Length = 13;

    /// <summary>Samples of a pixel.</summary>
    public int Channels => Colour switch
    {
        PngColour.GrayAlpha => 2,
        PngColour.Rgb => 3,
        PngColour.RgbAlpha => 4,
        _ => 1,
    };

    /// <summary>Bytes from a sample to the one that predicts it from the left; 1 where several pixels share a byte.</summary>
    public int PixelLength => Math.Max(1, Channels * Depth / 8);

    /// <summary>Reads the chunk's data.</summary>
    /// <exception cref="ImageDecodingException">No PNG can be like that, or its size is beyond the limits.</exception>
    public static PngHeader Read(ReadOnlySpan<byte> data)
    {
        if (data.Length != Length) throw Damaged();
        uint width = BinaryPrimitives.ReadUInt32BigEndian(data), height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        ImageDecoder.CheckSize(width, height);
        (int depth, PngColour colour) = (data[8], (PngColour)data[9]);
        bool known = colour switch
        {
            PngColour.Gray => depth is 1 or 2 or 4 or 8 or 16,
            PngColour.Palette => depth is 1 or 2 or 4 or 8,
            PngColour.Rgb or PngColour.GrayAlpha or PngColour.RgbAlpha => depth is 8 or 16,
            _ => false,
        };
        return known && data[10] == 0 && data[11] == 0 && data[12] <= 1
            ? new PngHeader((int)width, (int)height, depth, colour, data[12] == 1)
            : throw Damaged();
    }

    /// <summary>The bytes of a row of so many pixels, without its filter.</summary>
    public int RowLength(int width) => (int)((((long)width * Channels * Depth) + 7) / 8);

    private static ImageDecodingException Damaged() => new("the header is damaged");
}
