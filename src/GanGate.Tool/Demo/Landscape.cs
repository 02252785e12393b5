using GanGate.Images;

namespace GanGate.Tool.Demo;

/// <summary>Paints small landscapes, so that the demo needs no data set. The same seed gives the same picture.</summary>
internal static class Landscape
{
    /// <summary>Width and height in pixels.</summary>
    public const int Size = 64;

    /// <summary>Paints one picture: sky, sun, two ridges of hills, and houses.</summary>
    public static RgbImage Paint(int seed)
    {
        Random random = new(seed);
        byte[] pixels = new byte[Size * Size * 3];
        Color horizon = Color.Random(random, 150, 255);
        Color zenith = Color.Random(random, 30, 180);
        Fill(pixels, (_, y) => Color.Mix(zenith, horizon, y / (double)Size));

        PaintSun(pixels, random);
        PaintHills(pixels, random, baseline: 0.55);
        PaintHills(pixels, random, baseline: 0.75);
        for (int house = random.Next(1, 5); house > 0; house--)
        {
            PaintHouse(pixels, random);
        }

        Grain(pixels, random);
        return new RgbImage($"landscape-{seed}.png", Size, Size, pixels);
    }

    private static void PaintSun(byte[] pixels, Random random)
    {
        (double x, double y, double radius) = (random.Next(Size), random.Next(Size / 2), random.Next(3, 9));
        Color color = new(255, random.Next(180, 250), random.Next(80, 200));
        Fill(pixels, (px, py) => Math.Pow(px - x, 2) + Math.Pow(py - y, 2) <= radius * radius ? color : null);
    }

    private static void PaintHills(byte[] pixels, Random random, double baseline)
    {
        Color color = Color.Random(random, 20, 140);
        double phase = random.NextDouble() * Math.Tau;
        double frequency = 1 + 3 * random.NextDouble();
        double height = Size * (baseline + 0.1 * (random.NextDouble() - 0.5));
        double swing = Size * (0.04 + 0.08 * random.NextDouble());
        Fill(pixels, (x, y) => y > height + swing * Math.Sin(phase + frequency * Math.Tau * x / Size) ? color : null);
    }

    private static void PaintHouse(byte[] pixels, Random random)
    {
        Color color = Color.Random(random, 60, 255);
        (int left, int top) = (random.Next(Size - 8), random.Next(Size / 2, Size - 8));
        (int width, int height) = (random.Next(5, 14), random.Next(5, 14));
        Fill(pixels, (x, y) => x >= left && x < left + width && y >= top && y < top + height ? color : null);
    }

    private static void Grain(byte[] pixels, Random random)
    {
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)Math.Clamp(pixels[i] + random.Next(-6, 7), 0, 255);
        }
    }

    private static void Fill(byte[] pixels, Func<int, int, Color?> colorAt)
    {
        for (int y = 0; y < Size; y++)
        {
            for (int x = 0; x < Size; x++)
            {
                if (colorAt(x, y) is Color color)
                {
                    int offset = 3 * (y * Size + x);
                    (pixels[offset], pixels[offset + 1], pixels[offset + 2]) = ((byte)color.R, (byte)color.G, (byte)color.B);
                }
            }
        }
    }

    private sealed record Color(double R, double G, double B)
    {
        public static Color Random(Random random, int low, int high) => new(random.Next(low, high), random.Next(low, high), random.Next(low, high));

        public static Color Mix(Color a, Color b, double share) =>
            new(a.R + share * (b.R - a.R), a.G + share * (b.G - a.G), a.B + share * (b.B - a.B));
    }
}
