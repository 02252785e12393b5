using System.Runtime.InteropServices;
using SkiaSharp;

namespace GanGate.Images;

/// <summary>Writes images as PNG, without loss.</summary>
public static class PngFile
{
    /// <summary>The PNG of an image.</summary>
    public static byte[] Encode(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        SKImageInfo info = new(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using SKBitmap bitmap = new(info);
        Span<byte> target = MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(bitmap.GetPixelSpan()), bitmap.ByteCount);
        ReadOnlySpan<byte> source = image.Pixels;
        for (int pixel = 0; pixel < image.Width * image.Height; pixel++)
        {
            source.Slice(3 * pixel, 3).CopyTo(target[(4 * pixel)..]);
            target[4 * pixel + 3] = byte.MaxValue;
        }

        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <summary>Writes <see cref="Encode"/> to a file whose folder exists.</summary>
    public static void Write(string path, RgbImage image) => File.WriteAllBytes(path, Encode(image));
}
