using SkiaSharp;

namespace GanGate.Images;

/// <summary>Writes images as PNG, without loss.</summary>
internal static class PngFile
{
    /// <summary>The PNG of an image.</summary>
    public static byte[] Encode(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return SkiaEncoder.Encode(image, SKEncodedImageFormat.Png, 100);
    }

    /// <summary>Writes <see cref="Encode"/> to a file whose folder exists.</summary>
    public static void Write(string path, RgbImage image) => File.WriteAllBytes(path, Encode(image));
}
