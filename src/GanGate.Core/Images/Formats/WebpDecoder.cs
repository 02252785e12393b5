using System.Buffers.Binary;

namespace GanGate.Images;

/// <summary>WebP, through Skia. Of an animation the first frame is decoded by itself, and its canvas is made once that is done.</summary>
internal static class WebpDecoder
{
    // Of a lossy picture each piece of 16 x 16 pixels takes at least two bits, which say how it is predicted (RFC 6386, 11.2).
    private const int PieceSide = 16, PiecesOfByte = 4, HeadOfLossy = 10;

    /// <summary>Decodes a file.</summary>
    /// <exception cref="ImageDecodingException">The message is the reason.</exception>
    public static RgbImage Decode(string name, ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> first = WebpStructure.FirstPicture(file, out bool several);
        WebpFrame? frame = WebpFrame.Of(first);
        ReadOnlySpan<byte> picture = frame is null ? first : frame.Picture;
        RequireRoom(picture);
        RgbImage image = SkiaDecoder.Decode(name, picture);
        return (frame?.OnCanvas(image) ?? image) with { IsFirstOfSeveral = several };
    }

    // Before memory is taken. Lossless pictures of one colour have a few bytes at any size.
    private static void RequireRoom(ReadOnlySpan<byte> picture)
    {
        for (ReadOnlySpan<byte> rest = picture[WebpStructure.HeadLength..]; WebpStructure.TakeChunk(ref rest, out ReadOnlySpan<byte> chunk);)
        {
            ReadOnlySpan<byte> data = chunk[WebpStructure.ChunkHeadLength..];
            if (!chunk[..4].SequenceEqual("VP8 "u8) || data.Length < HeadOfLossy) continue;
            int width = BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & 0x3FFF, height = BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & 0x3FFF;
            long pieces = (long)((width + PieceSide - 1) / PieceSide) * ((height + PieceSide - 1) / PieceSide);
            if (pieces > PiecesOfByte * (long)data.Length)
            {
                throw new ImageDecodingException("the data are damaged (they end before the picture does)");
            }
        }
    }
}
