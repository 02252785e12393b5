namespace GanGate.Images;

/// <summary>
/// Unpacks the runs of a BMP into numbers of colours, as Pillow does: what a row lacks has the colour 0, and a picture that ends before its
/// last pixel is not whole.
/// </summary>
internal static class BmpRuns
{
    private const byte EndOfRow = 0, EndOfPicture = 1, Step = 2;

    /// <summary>Unpacks a picture; memory is taken once all of it is known to be there.</summary>
    /// <param name="data">Pairs of a count and what is repeated; after a count of 0, a command or the number of pixels that follow.</param>
    /// <param name="width">The number of columns.</param>
    /// <param name="height">The number of rows.</param>
    /// <param name="halfBytes">Whether a byte holds two pixels.</param>
    /// <exception cref="ImageDecodingException">It ends too soon, or Pillow misreads it.</exception>
    public static byte[] Unpack(ReadOnlySpan<byte> data, int width, int height, bool halfBytes)
    {
        Walk(data, width, width * height, halfBytes, []);
        byte[] pixels = new byte[width * height];
        Walk(data, width, width * height, halfBytes, pixels);
        return pixels;
    }

    /// <summary>Passes over the runs of all pixels, and unpacks them where there is room.</summary>
    private static void Walk(ReadOnlySpan<byte> data, int width, int length, bool halfBytes, Span<byte> pixels)
    {
        long column = 0;
        int written = 0, at = 0;
        while (written < length && at + 1 < data.Length)
        {
            (int count, byte value) = (data[at], data[at + 1]);
            at += 2;
            if (count > 0)
            {
                // What goes beyond the row is dropped.
                count = (int)Math.Max(0, Math.Min(count, width - column));
                if (!pixels.IsEmpty) Repeat(pixels.Slice(written, Math.Min(count, length - written)), value, halfBytes);
                (written, column) = (written + count, column + count);
            }
            else if (value == EndOfRow)
            {
                (written, column) = ((written + width - 1) / width * width, 0);
            }
            else if (value == EndOfPicture)
            {
                break;
            }
            else if (value == Step)
            {
                throw new ImageDecodingException("unsupported: runs that step over pixels (Pillow misreads them)");
            }
            else
            {
                int bytes = halfBytes ? value / 2 : value;
                if (halfBytes && value % 2 != 0)
                {
                    throw new ImageDecodingException($"unsupported: {value} pixels of 4 bits in a row (Pillow misreads them)");
                }

                if (at + bytes > data.Length) break;
                if (!pixels.IsEmpty) Copy(data.Slice(at, bytes), pixels[written..], halfBytes);
                (written, column, at) = (Math.Min(written + value, length), column + value, at + bytes + (bytes % 2));
            }
        }

        if (written < length) throw new ImageDecodingException("the file is truncated (its runs end before its pixels do)");
    }

    private static void Repeat(Span<byte> pixels, byte value, bool halfBytes)
    {
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = !halfBytes ? value : i % 2 == 0 ? (byte)(value >> 4) : (byte)(value & 15);
        }
    }

    private static void Copy(ReadOnlySpan<byte> bytes, Span<byte> pixels, bool halfBytes)
    {
        int count = Math.Min(pixels.Length, halfBytes ? 2 * bytes.Length : bytes.Length);
        for (int i = 0; i < count; i++)
        {
            pixels[i] = !halfBytes ? bytes[i] : i % 2 == 0 ? (byte)(bytes[i / 2] >> 4) : (byte)(bytes[i / 2] & 15);
        }
    }
}
