using System.Buffers.Binary;

namespace GanGate.Images;

/// <summary>The first frame of an animated WebP (RFC 9649, 2.7.1.1), as a WebP of its own, and the canvas on which it belongs.</summary>
internal sealed class WebpFrame
{
    private const int FileHead = WebpStructure.HeadLength, ChunkHead = WebpStructure.ChunkHeadLength, CanvasLength = 10, FrameHead = 16;
    private const byte IsAnimated = 0x02, HasAlpha = 0x10;

    private readonly int _width;
    private readonly int _height;
    private readonly int _left;
    private readonly int _top;

    private WebpFrame(ReadOnlySpan<byte> canvas, ReadOnlySpan<byte> frame)
    {
        (_width, _height) = (Three(canvas, 4) + 1, Three(canvas, 7) + 1);
        (_left, _top) = (2 * Three(frame, 0), 2 * Three(frame, 3));
        ImageDecoder.CheckSize(_width, _height);
        (long right, long bottom) = (_left + Three(frame, 6) + 1L, _top + Three(frame, 9) + 1L);
        if (right > _width || bottom > _height) throw Damaged();
        Picture = PictureOf(frame);
    }

    /// <summary>The frame as a still picture.</summary>
    public byte[] Picture { get; }

    /// <summary>Finds the frame; null where the picture is a still one.</summary>
    /// <param name="file">A WebP as <see cref="WebpStructure"/> leaves it.</param>
    /// <exception cref="ImageDecodingException">The frame is cut, or does not lie on the canvas.</exception>
    public static WebpFrame? Of(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> canvas = default;
        bool animated = false;
        for (ReadOnlySpan<byte> rest = file[FileHead..]; WebpStructure.TakeChunk(ref rest, out ReadOnlySpan<byte> chunk);)
        {
            ReadOnlySpan<byte> kind = chunk[..4], data = chunk[ChunkHead..];
            if (kind.SequenceEqual("VP8X"u8)) canvas = data;
            if (kind.SequenceEqual("ANIM"u8)) animated = true;
            if (!kind.SequenceEqual("ANMF"u8)) continue;
            bool whole = animated && canvas.Length >= CanvasLength && (canvas[0] & IsAnimated) != 0 && data.Length >= FrameHead;
            return whole ? new WebpFrame(canvas, data) : throw Damaged();
        }

        return null;
    }

    /// <summary>Puts the picture where it belongs; what it leaves free is black, as in Pillow.</summary>
    public RgbImage OnCanvas(RgbImage picture)
    {
        if (picture.Width == _width && picture.Height == _height) return picture;
        byte[] pixels = new byte[_width * _height * 3];
        for (int y = 0; y < picture.Height; y++)
        {
            picture.Pixels.AsSpan(y * picture.Width * 3, picture.Width * 3).CopyTo(pixels.AsSpan((((_top + y) * _width) + _left) * 3));
        }

        return picture with { Width = _width, Height = _height, Pixels = pixels };
    }

    private static byte[] PictureOf(ReadOnlySpan<byte> frame)
    {
        byte[] picture = new byte[FileHead + ChunkHead + CanvasLength + frame.Length - FrameHead];
        "RIFF\0\0\0\0WEBPVP8X"u8.CopyTo(picture);
        picture[FileHead + 4] = CanvasLength;
        Span<byte> canvas = picture.AsSpan(FileHead + ChunkHead);
        frame[6..12].CopyTo(canvas[4..]);
        int end = FileHead + ChunkHead + CanvasLength;
        bool found = false;
        for (ReadOnlySpan<byte> rest = frame[FrameHead..]; !found && WebpStructure.TakeChunk(ref rest, out ReadOnlySpan<byte> chunk);)
        {
            bool alpha = chunk[..4].SequenceEqual("ALPH"u8);
            found = chunk[..4].SequenceEqual("VP8 "u8) || chunk[..4].SequenceEqual("VP8L"u8);
            if (!alpha && !found) continue;
            chunk.CopyTo(picture.AsSpan(end));
            end += chunk.Length;
            if (alpha) canvas[0] = HasAlpha;
        }

        BinaryPrimitives.WriteUInt32LittleEndian(picture.AsSpan(4), (uint)(end - ChunkHead));
        return picture[..end];
    }

    private static int Three(ReadOnlySpan<byte> bytes, int at) => bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16);

    private static ImageDecodingException Damaged() => new("the header is damaged");
}
