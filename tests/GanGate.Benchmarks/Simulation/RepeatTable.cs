using System.Globalization;
using GanGate.Features;
using GanGate.Images;
using GanGate.Metrics;
using GanGate.Statistics;
using SkiaSharp;

namespace GanGate.Simulation;

/// <summary>How near different photos and copies of one photo lie: where the radius of a repeat comes from.</summary>
internal static class RepeatTable
{
    private static readonly double[] Quantiles = [0, 0.01, 0.1, 0.5, 0.9, 1];

    /// <summary>Prints quantiles of distances over the root mean square distance of two independent photos.</summary>
    /// <param name="folder">Holds train.zip and test.zip.</param>
    /// <param name="protocol">The features.</param>
    /// <param name="known">Statistics of train.zip with its features under that protocol; null to measure them.</param>
    /// <param name="most">How many photos of test.zip to take.</param>
    public static void Print(string folder, string protocol, string? known, int most)
    {
        string test = Path.Combine(folder, "test.zip");
        float[] training = known is null
            ? PhotoFeatures.OfArchive(Path.Combine(folder, "train.zip"), image => image, protocol)
            : StatisticsFile.ReadWithFeatures(known).Features!.Values.ToArray();
        float[] photos = PhotoFeatures.OfArchive(test, image => image, protocol, most);
        int dimension = Protocols.Describe(new ProtocolOptions(protocol)).Dimension, count = photos.Length / dimension;
        FeatureStatistics statistics = Population.Of(training, dimension).Truth;
        double scale = Math.Sqrt(2 * Enumerable.Range(0, dimension).Sum(i => statistics.Sigma[(i * dimension) + i]));
        FeatureRows rows = new(photos, dimension, "test"), others = new(training, dimension, "train");

        Console.WriteLine($"| distance / rms | {string.Join(" | ", Quantiles.Select(q => $"{100 * q:0} %"))} |");
        Console.WriteLine($"| --- | {string.Join(" | ", Quantiles.Select(_ => "---"))} |");
        double[] nearest = new double[count];
        Array.Fill(nearest, double.PositiveInfinity);
        SquaredDistances.ForEachBlock(rows, others, block =>
        {
            lock (nearest)
            {
                for (int i = 0; i < block.Rows; i++)
                {
                    foreach (double distance in block[i]) nearest[block.Row + i] = Math.Min(nearest[block.Row + i], distance);
                }
            }
        });
        Row("test photo to the nearest of 9,000 training photos", nearest.Select(Math.Sqrt));
        foreach (int quality in (int[])[95, 75, 50]) Row($"photo to itself as JPEG {quality}", ToCopies(image => Jpeg(image, quality)));
        Row("photo to itself shifted by a pixel", ToCopies(Shifted));
        Row("photo to itself mirrored", ToCopies(Mirrored));

        IEnumerable<double> ToCopies(Func<RgbImage, RgbImage> change)
        {
            float[] copies = PhotoFeatures.OfArchive(test, change, protocol, most);
            return Enumerable.Range(0, count).Select(row => Math.Sqrt(Enumerable.Range(row * dimension, dimension)
                .Sum(i => (double)(photos[i] - copies[i]) * (photos[i] - copies[i]))));
        }

        void Row(string name, IEnumerable<double> distances)
        {
            double[] ordered = [.. distances.Select(distance => distance / scale).Order()];
            IEnumerable<string> cells = Quantiles.Select(q => ordered[(int)(q * (ordered.Length - 1))].ToString("0.000", CultureInfo.InvariantCulture));
            Console.WriteLine($"| {name} | {string.Join(" | ", cells)} |");
        }
    }

    private static RgbImage Jpeg(RgbImage image, int quality)
    {
        using SKBitmap bitmap = new(new SKImageInfo(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        for (int i = 0; i < image.Width * image.Height; i++)
        {
            bitmap.SetPixel(i % image.Width, i / image.Width, new SKColor(image.Pixels[3 * i], image.Pixels[(3 * i) + 1], image.Pixels[(3 * i) + 2]));
        }

        using SKData data = bitmap.Encode(SKEncodedImageFormat.Jpeg, quality);
        using SKBitmap decoded = SKBitmap.Decode(data);
        return Map(image, (x, y, channel) => decoded.GetPixel(x, y) is var color
            ? channel switch { 0 => color.Red, 1 => color.Green, _ => color.Blue }
            : (byte)0);
    }

    private static RgbImage Shifted(RgbImage image) => Map(image, (x, y, channel) => At(image, Math.Min(x + 1, image.Width - 1), y, channel));

    private static RgbImage Mirrored(RgbImage image) => Map(image, (x, y, channel) => At(image, image.Width - 1 - x, y, channel));

    private static byte At(RgbImage image, int x, int y, int channel) => image.Pixels[(((y * image.Width) + x) * 3) + channel];

    private static RgbImage Map(RgbImage image, Func<int, int, int, byte> pixel)
    {
        byte[] pixels = new byte[image.Pixels.Length];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = pixel(i / 3 % image.Width, i / 3 / image.Width, i % 3);
        return image with { Pixels = pixels };
    }
}
