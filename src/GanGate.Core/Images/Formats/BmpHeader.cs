using System.Buffers.Binary;

namespace GanGate.Images;

/// <summary>What a BMP says of its pixels.</summary>
/// <param name="Width">The number of columns.</param>
/// <param name="Height">The number of rows.</param>
/// <param name="FromTop">Whether the first row is the uppermost.</param>
/// <param name="Bits">The bits of a pixel: 1, 4, 8, 16, 24 or 32.</param>
/// <param name="HasRuns">Whether pixels of 4 or 8 bits are packed as runs.</param>
/// <param name="PaletteAt">Where the palette begins.</param>
/// <param name="Colours">How many colours it has.</param>
/// <param name="ColourLength">The bytes of a colour there.</param>
/// <param name="PixelsAt">Where the pixels begin.</param>
/// <param name="RedAt">Which byte of a pixel is red.</param>
/// <param name="GreenBits">The bits of green in a pixel of 16.</param>
internal sealed record BmpHeader(
    int Width, int Height, bool FromTop, int Bits, bool HasRuns, int PaletteAt, long Colours, int ColourLength, long PixelsAt, int RedAt,
    int GreenBits)
{
    private const int FileHead = 14, OldHead = 12, InfoHead = 40;
    private const uint Plain = 0, RunsOf8 = 1, RunsOf4 = 2, Masks = 3;

    /// <summary>Reads the header.</summary>
    /// <exception cref="ImageDecodingException">It is cut, or of a kind that Pillow does not read.</exception>
    public static BmpHeader Read(ReadOnlySpan<byte> file)
    {
        uint length = file.Length < FileHead + OldHead ? throw Truncated() : Number(file, FileHead);
        if (length is not (OldHead or InfoHead or 64 or 108 or 124))
        {
            throw new ImageDecodingException($"unsupported: a BMP header of {length} bytes");
        }

        if (file.Length < FileHead + length) throw Truncated();
        bool old = length == OldHead;
        int bits = Word(file, old ? 24 : 28);
        uint packing = old ? Plain : Number(file, 30);
        long width = old ? Word(file, 18) : Number(file, 18), height = old ? Word(file, 20) : Number(file, 22);
        bool fromTop = height >> 24 == 0xFF;
        height = fromTop ? (1L << 32) - height : height;
        ImageDecoder.CheckSize(width, height);
        RequireKnown(bits, packing);

        // Masks of a short header stand behind it.
        int end = FileHead + (int)length, palette = packing == Masks && length == InfoHead ? end + 12 : end;
        if (file.Length < palette) throw Truncated();
        long colours = old || Number(file, 46) == 0 ? 1L << Math.Min(bits, 8) : Number(file, 46);
        int colourLength = old ? 3 : 4;
        long pixels = Number(file, 10);
        pixels = pixels == 0 ? palette + (bits <= 8 ? colours * colourLength : 0) : pixels == end && bits <= 8 ? pixels + (4 * colours) : pixels;
        (int redAt, int greenBits) = packing == Masks ? Layout(file, bits, length) : (2, 5);
        return new BmpHeader(
            (int)width, (int)height, fromTop, bits, packing is RunsOf8 or RunsOf4, palette, colours, colourLength, pixels, redAt, greenBits);
    }

    /// <summary>The palette, three bytes a colour.</summary>
    /// <exception cref="ImageDecodingException">It is cut, too long, or one that Pillow misreads.</exception>
    public byte[] Palette(ReadOnlySpan<byte> file)
    {
        if (Colours > 256) throw new ImageDecodingException($"the data are damaged (a palette of {Colours} colours)");
        if (file.Length - PaletteAt < Colours * ColourLength) throw Truncated();
        byte[] palette = new byte[Colours * 3];
        for (int i = 0; i < Colours; i++)
        {
            int at = PaletteAt + (i * ColourLength);
            (palette[3 * i], palette[(3 * i) + 1], palette[(3 * i) + 2]) = (file[at + 2], file[at + 1], file[at]);
        }

        // Of a palette of grays in their order Pillow keeps no colours, and forgets how many bits a pixel has.
        int most = Colours == 2 ? 255 : 1;
        bool isGray = !palette.Where((value, i) => value != i / 3 * most).Any();
        return isGray && Bits != (Colours == 2 ? 1 : 8)
            ? throw new ImageDecodingException($"unsupported: {Colours} grays of {Bits} bits (Pillow misreads them)")
            : palette;
    }

    private static void RequireKnown(int bits, uint packing)
    {
        bool known = (packing, bits) switch
        {
            (Plain, 1 or 4 or 8 or 16 or 24 or 32) or (RunsOf8, 8) or (RunsOf4, 4) or (Masks, 16 or 24 or 32) => true,
            _ => false,
        };
        if (!known) throw new ImageDecodingException($"unsupported: BMP compression {packing} of {bits} bits a pixel");
    }

    /// <summary>Where red stands and how many bits green has, by the masks.</summary>
    private static (int RedAt, int GreenBits) Layout(ReadOnlySpan<byte> file, int bits, uint length)
    {
        uint red = Number(file, 54), green = Number(file, 58), blue = Number(file, 62), alpha = length > InfoHead ? Number(file, 66) : 0;
        return (bits, red, green, blue, alpha) switch
        {
            (16, 0xF800, 0x7E0, 0x1F, _) => (2, 6),
            (16, 0x7C00, 0x3E0, 0x1F, _) or (24, 0xFF0000, 0xFF00, 0xFF, _) or (32, 0xFF0000, 0xFF00, 0xFF, 0 or 0xFF000000) => (2, 5),
            (32, 0xFF000000, 0xFF0000, 0xFF00, 0 or 0xFF) => (3, 5),
            (32, 0xFF, 0xFF00, 0xFF0000, 0xFF000000) => (0, 5),
            (32, 0, 0, 0, 0) => (2, 5),
            _ => throw new ImageDecodingException($"unsupported: BMP colours in the bits {red:X}, {green:X} and {blue:X} of {bits}"),
        };
    }

    private static uint Number(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadUInt32LittleEndian(file[at..]);

    private static int Word(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadUInt16LittleEndian(file[at..]);

    private static ImageDecodingException Truncated() => new("the file is truncated");
}
