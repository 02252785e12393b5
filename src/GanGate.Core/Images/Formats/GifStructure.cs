namespace GanGate.Images;

/// <summary>Whether a GIF is whole (GIF89a, 1990): its blocks up to the trailer, each in pieces with a length of their own.</summary>
internal static class GifStructure
{
    private const byte Picture = 0x2C, Extension = 0x21, Trailer = 0x3B, GraphicControl = 0xF9;
    private const int ScreenEnd = 13, PictureHeadLength = 10;

    /// <summary>The file with its first picture alone, without what a decoder of that one has to pass over.</summary>
    /// <param name="file">A file that begins as a GIF.</param>
    /// <param name="several">Whether there are more pictures.</param>
    /// <exception cref="ImageDecodingException">The file is truncated or holds no picture.</exception>
    public static ReadOnlySpan<byte> FirstPicture(ReadOnlySpan<byte> file, out bool several)
    {
        if (file.Length < ScreenEnd) throw Truncated();
        int start = ScreenEnd + ColoursLength(file[ScreenEnd - 3]), position = start, pictures = 0;
        Range control = default, first = default;
        for (byte kind = 0; kind != Trailer;)
        {
            if (position >= file.Length) throw Truncated();
            kind = file[position];
            int end = kind switch
            {
                Extension => AfterPieces(file, position + 2),
                Picture => AfterPicture(file, position),
                _ => position + 1,
            };
            if (kind == Extension && pictures == 0 && file[position + 1] == GraphicControl) control = new Range(position, end);
            if (kind == Picture && ++pictures == 1) first = new Range(position, end);
            position = end;
        }

        several = pictures > 1;
        if (pictures == 0) throw new ImageDecodingException("the file holds no picture");
        byte[] alone = [.. file[..start], .. file[control], .. file[first], Trailer];
        return alone;
    }

    // The head, its colours, the size of the codes, and the coded pixels.
    private static int AfterPicture(ReadOnlySpan<byte> file, int position) => position + PictureHeadLength <= file.Length
        ? AfterPieces(file, position + PictureHeadLength + ColoursLength(file[position + PictureHeadLength - 1]) + 1)
        : throw Truncated();

    private static int AfterPieces(ReadOnlySpan<byte> file, int position)
    {
        while (position < file.Length)
        {
            int length = file[position++];
            if (length == 0) return position;
            position += length;
        }

        throw Truncated();
    }

    private static int ColoursLength(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    private static ImageDecodingException Truncated() => new("the file is truncated");
}
