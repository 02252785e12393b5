using System.Buffers.Binary;

namespace GanGate.Images;

/// <summary>BMP as Pillow reads it. What it refuses, or reads otherwise than the file means, is refused.</summary>
internal static class BmpDecoder
{
    /// <summary>Decodes a file.</summary>
    /// <exception cref="ImageDecodingException">The message is the reason.</exception>
    public static RgbImage Decode(string name, ReadOnlySpan<byte> file)
    {
        BmpHeader header = BmpHeader.Read(file);
        ReadOnlySpan<byte> data = file[(int)Math.Min(header.PixelsAt, file.Length)..];
        RequireRoom(header, data.Length);
        byte[] pixels = header.HasRuns ? ConvertRuns(header, file, data) : ConvertRows(header, file, data);
        return new RgbImage(name, header.Width, header.Height, pixels);
    }

    private static byte[] ConvertRuns(BmpHeader header, ReadOnlySpan<byte> file, ReadOnlySpan<byte> data)
    {
        PaletteColours colours = new(header.Palette(file));
        byte[] indices = BmpRuns.Unpack(data, header.Width, header.Height, header.Bits == 4);
        colours.Require(indices);
        byte[] pixels = GC.AllocateUninitializedArray<byte>(indices.Length * 3);
        for (int y = 0; y < header.Height; y++)
        {
            colours.Convert(indices.AsSpan(y * header.Width, header.Width), Row(header, pixels, y));
        }

        return pixels;
    }

    // Before memory is taken. Two bytes of runs give at most 255 pixels, or the rest of a row. Rows without runs are filled up to four bytes;
    // behind the last one that may be missing.
    private static void RequireRoom(BmpHeader header, int length)
    {
        long row = (((long)header.Width * header.Bits) + 7) / 8;
        bool whole = header.HasRuns
            ? (length / 2L) * Math.Max(255, header.Width) >= (long)header.Width * header.Height
            : length >= ((row + 3) / 4 * 4 * (header.Height - 1)) + row;
        if (!whole) throw new ImageDecodingException("the file is truncated");
    }

    private static byte[] ConvertRows(BmpHeader header, ReadOnlySpan<byte> file, ReadOnlySpan<byte> data)
    {
        int width = header.Width, length = (int)((((long)width * header.Bits) + 7) / 8);
        long stride = (length + 3L) / 4 * 4;
        PaletteColours colours = new(header.Bits <= 8 ? header.Palette(file) : []);
        byte[] indices = header.Bits < 8 ? new byte[width] : [], pixels = GC.AllocateUninitializedArray<byte>(width * header.Height * 3);
        for (int y = 0; y < header.Height; y++)
        {
            ReadOnlySpan<byte> row = data.Slice((int)(y * stride), length);
            Span<byte> rgb = Row(header, pixels, y);
            if (header.Bits <= 8)
            {
                colours.Convert(header.Bits == 8 ? row : Unpacked(row, header.Bits, indices), rgb);
            }
            else if (header.Bits == 16)
            {
                ConvertWords(row, header.GreenBits, rgb);
            }
            else
            {
                ConvertBytes(row, header.Bits / 8, header.RedAt, rgb);
            }
        }

        return pixels;
    }

    // The first row of the file is the lowest one, unless the height is negative.
    private static Span<byte> Row(BmpHeader header, byte[] pixels, int y) =>
        pixels.AsSpan((header.FromTop ? y : header.Height - 1 - y) * header.Width * 3, header.Width * 3);

    private static byte[] Unpacked(ReadOnlySpan<byte> row, int bits, byte[] indices)
    {
        for (int i = 0; i < indices.Length; i++)
        {
            int bit = i * bits;
            indices[i] = (byte)((row[bit / 8] >> (8 - bits - (bit % 8))) & ((1 << bits) - 1));
        }

        return indices;
    }

    // Five or six bits grow to eight in whole numbers, without rounding.
    private static void ConvertWords(ReadOnlySpan<byte> row, int greenBits, Span<byte> rgb)
    {
        int most = (1 << greenBits) - 1;
        for (int i = 0; i < rgb.Length / 3; i++)
        {
            int word = BinaryPrimitives.ReadUInt16LittleEndian(row[(2 * i)..]);
            rgb[3 * i] = (byte)(((word >> (5 + greenBits)) & 31) * 255 / 31);
            rgb[(3 * i) + 1] = (byte)(((word >> 5) & most) * 255 / most);
            rgb[(3 * i) + 2] = (byte)((word & 31) * 255 / 31);
        }
    }

    // Green and blue follow red, or stand before it.
    private static void ConvertBytes(ReadOnlySpan<byte> row, int step, int redAt, Span<byte> rgb)
    {
        int next = redAt == 0 ? 1 : -1;
        for (int from = redAt, to = 0; to < rgb.Length; from += step, to += 3)
        {
            rgb[to] = row[from];
            rgb[to + 1] = row[from + next];
            rgb[to + 2] = row[from + (2 * next)];
        }
    }
}
