using System.Buffers.Binary;

namespace GanGate.Images;

/// <summary>
/// The first picture of a GIF, as Pillow shows it: transparent pixels have the colour that the palette gives them, and what the picture does
/// not cover has the transparent colour, or else the first.
/// </summary>
internal static class GifDecoder
{
    private const byte Control = 0x21, Interlaced = 0x40, HasPalette = 0x80;
    private const int ScreenLength = 13, PictureLength = 10;

    private static readonly (int First, int Step)[] Passes = [(0, 8), (4, 8), (2, 4), (1, 2)];

    /// <summary>Decodes a file.</summary>
    /// <param name="name">The image's name.</param>
    /// <param name="file">A whole GIF of one picture and at most one control block before it, as <see cref="GifStructure"/> leaves it.</param>
    /// <exception cref="ImageDecodingException">The message is the reason.</exception>
    public static RgbImage Decode(string name, ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> rest = file[ScreenLength..], palette = TakePalette(ref rest, file[10]);
        int background = 0;
        if (rest[0] == Control)
        {
            background = rest[2] >= 4 && (rest[3] & 1) != 0 ? rest[6] : 0;
            rest = rest[2..];
            while (rest[0] != 0) rest = rest[(1 + rest[0])..];
            rest = rest[1..];
        }

        ReadOnlySpan<byte> head = rest[..PictureLength];
        rest = rest[PictureLength..];
        palette = (head[9] & HasPalette) != 0 ? TakePalette(ref rest, head[9]) : palette;
        int left = Word(head, 1), top = Word(head, 3), width = Word(head, 5), height = Word(head, 7);
        int screenWidth = Math.Max(Word(file, 6), left + width), screenHeight = Math.Max(Word(file, 8), top + height);
        ImageDecoder.CheckSize(width, height);
        ImageDecoder.CheckSize(screenWidth, screenHeight);

        byte[] indices = GifCodes.Unpack(rest, width * height);
        PaletteColours colours = new(palette);
        bool covers = width == screenWidth && height == screenHeight;

        // A few bytes may claim a large screen: no time goes into it before all that can be refused is.
        if (!covers) colours.Require(indices);
        byte[] pixels = GC.AllocateUninitializedArray<byte>(screenWidth * screenHeight * 3);
        if (!covers) colours.Fill(background, pixels);

        int row = 0;
        foreach ((int first, int step) in (head[9] & Interlaced) != 0 ? Passes : [(0, 1)])
        {
            for (int y = first; y < height; y += step, row++)
            {
                int start = (((top + y) * screenWidth) + left) * 3;
                colours.Convert(indices.AsSpan(row * width, width), pixels.AsSpan(start, width * 3));
            }
        }

        return new RgbImage(name, screenWidth, screenHeight, pixels);
    }

    // Without a palette, numbers are levels of gray.
    private static ReadOnlySpan<byte> TakePalette(ref ReadOnlySpan<byte> rest, byte flags)
    {
        int length = (flags & HasPalette) != 0 ? 3 << ((flags & 7) + 1) : 0;
        ReadOnlySpan<byte> palette = rest[..length];
        rest = rest[length..];
        return palette;
    }

    private static int Word(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
}
