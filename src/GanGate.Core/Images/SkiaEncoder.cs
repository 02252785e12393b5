using System.Runtime.InteropServices;
using SkiaSharp;

namespace GanGate.Images;

/// <summary>Writes pixels through Skia's codecs.</summary>
internal static class SkiaEncoder
{
    /// <summary>The file of an image.</summary>
    /// <param name="image">Any size.</param>
    /// <param name="format">PNG or JPEG.</param>
    /// <param name="quality">0 to 100, for JPEG.</param>
    public static byte[] Encode(RgbImage image, SKEncodedImageFormat format, int quality)
    {
        try
        {
            return EncodeBytes(image, format, quality);
        }
        catch (Exception exception) when (NativeLibrary.IsLoadFailure(exception))
        {
            throw NativeLibrary.Missing("SkiaSharp", "SkiaSharp.NativeAssets.Linux.NoDependencies (on Linux)", exception);
        }
    }

    private static byte[] EncodeBytes(RgbImage image, SKEncodedImageFormat format, int quality)
    {
        SKImageInfo info = new(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using SKBitmap bitmap = new(info);
        Span<byte> target = MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(bitmap.GetPixelSpan()), bitmap.ByteCount);
        ReadOnlySpan<byte> source = image.Pixels;
        for (int pixel = 0; pixel < image.Width * image.Height; pixel++)
        {
            source.Slice(3 * pixel, 3).CopyTo(target[(4 * pixel)..]);
            target[4 * pixel + 3] = byte.MaxValue;
        }

        using SKData data = bitmap.Encode(format, quality);
        return data.ToArray();
    }
}
