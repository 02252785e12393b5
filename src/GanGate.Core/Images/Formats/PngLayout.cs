using System.Buffers.Binary;

namespace GanGate.Images;

/// <summary>Where things are in a PNG whose chunks are all there and have the right checksums.</summary>
/// <param name="Header">What its pixels are like.</param>
/// <param name="Palette">Three bytes for each colour; none where there is no palette.</param>
/// <param name="IsAnimated">Whether more pictures follow (APNG).</param>
/// <param name="Pixels">Where the first chunk of pixels (IDAT) begins.</param>
/// <param name="Packed">The length of the packed pixels in all chunks, in bytes.</param>
internal sealed record PngLayout(PngHeader Header, byte[] Palette, bool IsAnimated, int Pixels, long Packed)
{
    private const int SizeEnd = 24;
    private const int LongestPalette = 3 * 256;

    /// <summary>Walks over all chunks up to the one that ends the file (IEND). What follows it is no part of the picture.</summary>
    /// <exception cref="ImageDecodingException">A chunk is missing, cut, damaged or out of its place.</exception>
    public static PngLayout Read(ReadOnlySpan<byte> file)
    {
        PngHeader? header = null;
        byte[] palette = [];
        int pixels = 0;
        long packed = 0;
        bool behind = false, animated = false;
        PngChunks chunks = new(file);
        do
        {
            if (!chunks.MoveNext()) throw Truncated(file, header);
            if (header is null) RequireHeader(chunks);
            if (!chunks.IsIntact)
            {
                throw new ImageDecodingException($"the data are damaged (the checksum of the chunk {chunks.Name} is wrong)");
            }

            switch (chunks.Type)
            {
                case PngChunks.Header when header is null:
                    header = PngHeader.Read(chunks.Data);
                    break;
                case PngChunks.Palette when pixels == 0 && palette.Length == 0 && IsPalette(chunks.Data):
                    palette = chunks.Data.ToArray();
                    break;
                case PngChunks.Pixels when !behind:
                    pixels = pixels == 0 ? chunks.Start : pixels;
                    packed += chunks.Data.Length;
                    break;
                case PngChunks.Animation when pixels == 0 && chunks.Data.Length >= sizeof(int):
                    animated = BinaryPrimitives.ReadUInt32BigEndian(chunks.Data) > 1;
                    break;
                case PngChunks.Header or PngChunks.Palette or PngChunks.Pixels:
                    throw new ImageDecodingException($"the data are damaged (the chunk {chunks.Name} is wrong, or out of its place)");
                case not PngChunks.End when chunks.IsCritical:
                    throw new ImageDecodingException(
                        $"its variant of the format is not supported (it cannot be read without its chunk {chunks.Name})");
            }

            behind = pixels != 0 && chunks.Type != PngChunks.Pixels;
        }
        while (chunks.Type != PngChunks.End);

        if (pixels == 0) throw new ImageDecodingException("the file holds no pixels");
        return header!.Colour == PngColour.Palette && palette.Length == 0
            ? throw new ImageDecodingException("its palette is missing")
            : new PngLayout(header, palette, animated, pixels, packed);
    }

    // A size that no picture has says more than that its file is cut.
    private static ImageDecodingException Truncated(ReadOnlySpan<byte> file, PngHeader? header)
    {
        if (header is null && file.Length >= SizeEnd)
        {
            ImageDecoder.CheckSize(BinaryPrimitives.ReadUInt32BigEndian(file[16..]), BinaryPrimitives.ReadUInt32BigEndian(file[20..]));
        }

        return new ImageDecodingException("the file is truncated");
    }

    private static void RequireHeader(PngChunks chunks)
    {
        if (chunks.Type == PngChunks.Apple)
        {
            throw new ImageDecodingException(
                "it is a PNG of Apple's own kind (CgBI), as Xcode packs it into apps: take the file from before it was packed, "
                + "or convert it with 'pngcrush -revert-iphone-optimizations'");
        }

        if (chunks.Type != PngChunks.Header) throw new ImageDecodingException("the header is damaged");
    }

    private static bool IsPalette(ReadOnlySpan<byte> data) => data.Length is > 0 and <= LongestPalette && data.Length % 3 == 0;
}
