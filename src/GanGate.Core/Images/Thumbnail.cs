using SkiaSharp;

namespace GanGate.Images;

/// <summary>A picture small enough to be put into a page.</summary>
/// <param name="Width">The width it should be shown with, in pixels; the file may be stretched.</param>
/// <param name="Height">The height it should be shown with, in pixels.</param>
/// <param name="MediaType">image/png, or image/jpeg where the lossless file would be large.</param>
/// <param name="Data">The file.</param>
internal sealed record Thumbnail(int Width, int Height, string MediaType, ReadOnlyMemory<byte> Data)
{
    /// <summary>The longest side, in pixels; smaller images keep their size.</summary>
    public const int LongestSide = 128;

    private const int LargestPng = 6 << 10;
    private const int JpegQuality = 88;

    /// <summary>Makes a thumbnail.</summary>
    public static Thumbnail Of(RgbImage image) => Of(image, LongestSide, LargestPng);

    /// <summary>Makes one of another size.</summary>
    /// <param name="image">Any size.</param>
    /// <param name="longestSide">In pixels; smaller images keep their size.</param>
    /// <param name="largestPng">The bytes above which it is no longer kept without loss.</param>
    internal static Thumbnail Of(RgbImage image, int longestSide, int largestPng)
    {
        ArgumentNullException.ThrowIfNull(image);
        double scale = Math.Min(1, longestSide / (double)Math.Max(image.Width, image.Height));
        RgbImage small = scale < 1 ? Shrink(image, longestSide) : image;
        byte[] png = PngFile.Encode(small);
        (string type, byte[] data) = png.Length <= largestPng
            ? ("image/png", png)
            : ("image/jpeg", SkiaEncoder.Encode(small, SKEncodedImageFormat.Jpeg, JpegQuality));
        return new Thumbnail(Side(image.Width), Side(image.Height), type, data);

        int Side(int pixels) => Math.Max(1, (int)Math.Round(pixels * scale));
    }

    // A square whatever the image's shape, as the networks take it; whoever shows it stretches it back.
    private static RgbImage Shrink(RgbImage image, int side)
    {
        float[] planes = new float[3 * side * side];
        new AntialiasedBicubic(side, 0, 1).Apply(image, planes);
        byte[] pixels = new byte[planes.Length];
        int plane = side * side;
        for (int i = 0; i < pixels.Length; i++) pixels[i] = (byte)MathF.Round(planes[(i % 3 * plane) + (i / 3)]);
        return new RgbImage(image.Name, side, side, pixels);
    }
}
