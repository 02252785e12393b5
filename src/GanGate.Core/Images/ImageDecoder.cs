
namespace GanGate.Images;

/// <summary>
/// Turns the bytes of an image file into RGB pixels, the same as Pillow's <c>convert("RGB")</c>: alpha is dropped, not
/// composited; EXIF orientation, colour profiles and gamma are ignored; of an animation, the first frame is taken.
/// The content decides the format, not the file's name.
/// </summary>
/// <remarks>
/// 16 bits a sample: the high byte, for PNG and TIFF. So it is in Pillow for colour; its 16-bit gray differs between
/// versions (9.4 clips at 255, which makes nearly everything white), and here follows the rule for colour.
/// PPM and PGM are scaled by round(255 v / maxval), as Pillow does.
/// </remarks>
internal static class ImageDecoder
{
    /// <summary>Pillow's limit, against small files that unpack to fill the memory.</summary>
    public const long MostPixels = 178_956_970;

    // libpng's limit, for every format: resizing keeps memory in proportion to a side.
    private const int LongestSide = 1_000_000;

    private const int ShownBytes = 12;

    /// <summary>Decodes one image.</summary>
    /// <param name="name">The image's name.</param>
    /// <param name="file">The whole file.</param>
    /// <param name="sampleBits">How many bits of samples of 16 bits hold a value, 9 to 16.</param>
    /// <exception cref="ImageDecodingException">The message is the reason.</exception>
    public static RgbImage Decode(string name, ReadOnlyMemory<byte> file, int sampleBits = WideSamples.All)
    {
        ReadOnlySpan<byte> bytes = file.Span;
        return bytes switch
        {
            [] => throw new ImageDecodingException("the file is empty"),
            [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => PngDecoder.Decode(name, file, sampleBits),
            [0xFF, 0xD8, 0xFF, ..] => SkiaDecoder.Decode(name, JpegStructure.Whole(bytes)),
            [(byte)'B', (byte)'M', ..] => BmpDecoder.Decode(name, bytes),
            [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] =>
                GifDecoder.Decode(name, GifStructure.FirstPicture(bytes, out bool several)) with { IsFirstOfSeveral = several },
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] =>
                WebpDecoder.Decode(name, bytes),
            [(byte)'I', (byte)'I', 42 or 43, 0, ..] or [(byte)'M', (byte)'M', 0, 42 or 43, ..] =>
                TiffDecoder.Decode(name, file, sampleBits) with { IsFirstOfSeveral = TiffPages.AreSeveral(bytes) },
            [(byte)'P', (byte)'2' or (byte)'3' or (byte)'5' or (byte)'6', ..] => NetpbmDecoder.Decode(name, bytes, sampleBits),
            _ when ForeignKinds.NameOf(bytes) is string kind =>
                throw new ImageDecodingException($"it is {kind}, and no image that can be read (starts with {Beginning(bytes)})"),
            _ => throw new ImageDecodingException($"not an image of a known format (starts with {Beginning(bytes)})"),
        };
    }

    /// <summary>Refuses sizes that no image should have; call it before allocating.</summary>
    public static void CheckSize(long width, long height)
    {
        if (width <= 0 || height <= 0)
        {
            throw new ImageDecodingException("width or height is zero");
        }

        if (width > MostPixels / height)
        {
            throw new ImageDecodingException(
                FormattableString.Invariant($"{width} x {height} pixels are more than the limit of {MostPixels:N0}"));
        }

        if (Math.Max(width, height) > LongestSide)
        {
            throw new ImageDecodingException(
                FormattableString.Invariant($"{width} x {height} pixels: a side is longer than the limit of {LongestSide:N0}"));
        }
    }

    private static string Beginning(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> first = file[..Math.Min(file.Length, ShownBytes)];
        return first.ContainsAnyExceptInRange((byte)' ', (byte)'~')
            ? string.Join(' ', first.ToArray().Select(value => value.ToString("X2")))
            : $"\"{System.Text.Encoding.ASCII.GetString(first)}\"";
    }
}
