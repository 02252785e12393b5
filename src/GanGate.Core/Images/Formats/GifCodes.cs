namespace GanGate.Images;

/// <summary>Unpacks the pixels of a GIF: LZW codes of 3 to 12 bits, the lowest first, in pieces of up to 255 bytes.</summary>
internal static class GifCodes
{
    private const int MostCodes = 4096, LongestCode = 12;

    /// <summary>Unpacks a picture.</summary>
    /// <param name="data">The size of the codes, and the pieces up to the empty one.</param>
    /// <param name="count">The number of pixels.</param>
    /// <exception cref="ImageDecodingException">The codes are wrong, or end before the pixels do.</exception>
    public static byte[] Unpack(ReadOnlySpan<byte> data, int count)
    {
        int literalBits = data[0];
        if (literalBits is < 1 or > 8)
        {
            throw Damaged();
        }

        byte[] codes = Joined(data[1..]);
        if ((long)codes.Length * MostCodes < count)
        {
            throw Truncated();
        }

        // A code stands for the pixels of an earlier one and one more: where those stand in the output, and how many they are.
        int[] starts = new int[MostCodes], lengths = new int[MostCodes];
        byte[] pixels = GC.AllocateUninitializedArray<byte>(count);
        int clear = 1 << literalBits, next = clear + 2, bits = literalBits + 1, written = 0, before = -1;
        uint buffer = 0;
        for (int position = 0, held = 0; written < count;)
        {
            for (; held < bits; held += 8)
            {
                buffer |= (uint)(position < codes.Length ? codes[position++] : throw Truncated()) << held;
            }

            int code = (int)(buffer & ((1u << bits) - 1));
            (buffer, held) = (buffer >> bits, held - bits);
            if (code == clear)
            {
                (next, bits, before) = (clear + 2, literalBits + 1, -1);
                continue;
            }

            if (code == clear + 1) throw Truncated();
            if (code > next || (code == next && before < 0)) throw Damaged();
            int start = written;
            if (before >= 0 && next < MostCodes)
            {
                (starts[next], lengths[next]) = (before, start - before + 1);
                next++;
                bits = next == 1 << bits && bits < LongestCode ? bits + 1 : bits;
            }

            written = code < clear ? Write(pixels, written, (byte)code) : Copy(pixels, written, starts[code], lengths[code]);
            before = start;
        }

        return pixels;
    }

    private static int Write(byte[] pixels, int at, byte value)
    {
        pixels[at] = value;
        return at + 1;
    }

    // One by one: the newest code's last pixel is the first one that it writes itself.
    private static int Copy(byte[] pixels, int at, int from, int length)
    {
        int end = Math.Min(at + length, pixels.Length);
        while (at < end) pixels[at++] = pixels[from++];
        return end;
    }

    private static byte[] Joined(ReadOnlySpan<byte> pieces)
    {
        byte[] joined = new byte[pieces.Length];
        int length = 0;
        while (!pieces.IsEmpty && pieces[0] is > 0 and byte size && size < pieces.Length)
        {
            pieces.Slice(1, size).CopyTo(joined.AsSpan(length));
            pieces = pieces[(1 + size)..];
            length += size;
        }

        return joined[..length];
    }

    private static ImageDecodingException Truncated() => new("the data are damaged (the codes end before the pixels do)");

    private static ImageDecodingException Damaged() => new("the data are damaged (a code stands for nothing)");
}
