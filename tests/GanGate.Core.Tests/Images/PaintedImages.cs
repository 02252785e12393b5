using SkiaSharp;

namespace GanGate.Tests.Images;

/// <summary>Pictures for tests that need no golden data: colourful shapes, the same for the same seed.</summary>
internal static class PaintedImages
{
    /// <summary>Writes <c>img0</c>, <c>img1</c>, ... to a folder.</summary>
    /// <param name="blur">Standard deviation of a blur, in pixels, to spoil the pictures with.</param>
    public static void Write(string folder, int count, int size = 64, int seed = 0, string extension = "png", float blur = 0)
    {
        Directory.CreateDirectory(folder);
        for (int i = 0; i < count; i++)
        {
            using SKBitmap bitmap = Paint(size, size, seed + i, blur);
            Save(bitmap, Path.Combine(folder, $"img{i}.{extension}"));
        }
    }

    /// <summary>A background and twelve circles and rectangles of random place, size and colour.</summary>
    public static SKBitmap Paint(int width, int height, int seed, float blur = 0)
    {
        Random random = new(seed);
        SKBitmap bitmap = new(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using SKCanvas canvas = new(bitmap);
        using SKPaint paint = new() { IsAntialias = true };
        paint.ImageFilter = blur > 0 ? SKImageFilter.CreateBlur(blur, blur) : null;
        canvas.Clear(Colour(random));
        for (int i = 0; i < 12; i++)
        {
            paint.Color = Colour(random);
            float x = random.NextSingle() * width, y = random.NextSingle() * height, radius = random.NextSingle() * width / 4;
            if (i % 2 == 0)
            {
                canvas.DrawCircle(x, y, radius, paint);
            }
            else
            {
                canvas.DrawRect(x, y, radius, radius * 1.5f, paint);
            }
        }

        return bitmap;
    }

    /// <summary>Writes a picture in the format that the file's name ends in.</summary>
    public static void Save(SKBitmap bitmap, string path, int quality = 95)
    {
        SKEncodedImageFormat format = Path.GetExtension(path) switch
        {
            ".png" => SKEncodedImageFormat.Png,
            ".jpg" => SKEncodedImageFormat.Jpeg,
            ".webp" => SKEncodedImageFormat.Webp,
            string other => throw new ArgumentException($"no encoder for {other}"),
        };
        using SKData data = bitmap.Encode(format, quality);
        File.WriteAllBytes(path, data.ToArray());
    }

    /// <summary>A picture's pixels as H x W x 3 bytes.</summary>
    public static byte[] Rgb(SKBitmap bitmap) => [.. bitmap.Pixels.SelectMany(pixel => (byte[])[pixel.Red, pixel.Green, pixel.Blue])];

    private static SKColor Colour(Random random) =>
        new((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256));
}
