using GanGate.Images;

namespace GanGate.Disturbances;

/// <summary>
/// (1 - a) X + a N: N is Gaussian noise for every sample of every image, brought to the range of images by its least and its largest value
/// in the whole set, which leaves it a standard deviation of about .16 on a range from -1 to 1.
/// </summary>
internal sealed class GaussianNoise : Disturbance
{
    private readonly DisturbanceRandom _random;
    private readonly double _least;
    private readonly double _largest;

    private GaussianNoise(IImageSource images, DisturbanceRandom random, double least, double largest)
        : base(DisturbanceKind.Noise, images) => (_random, _least, _largest) = (random, least, largest);

    /// <summary>Decodes all images, since the noise's range depends on how many samples there are.</summary>
    public static GaussianNoise Of(IImageSource images, DisturbanceRandom random, int threads, CancellationToken cancellation)
    {
        int[] lengths = [.. ImageReader.Read(images, image => image.Pixels.Length, threads, cancellation)];
        (double Least, double Largest)[] ranges = new (double, double)[lengths.Length];
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        Parallel.For(0, lengths.Length, parallel, image => ranges[image] = RangeOf(random, image, lengths[image]));
        return new GaussianNoise(images, random, ranges.Min(range => range.Least), ranges.Max(range => range.Largest));
    }

    private protected override IImageSource Disturb(double level) => new DisturbedImages(Images, (image, index) =>
    {
        double gain = level * (ImageSamples.White - ImageSamples.Black) / (_largest - _least), offset = level * ImageSamples.Black;
        double[] values = new double[image.Values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            (double first, double second) = _random.Normals(index, i / 2);
            values[i] = ((1 - level) * image.Values[i]) + offset + (gain * (first - _least));
            if (++i < values.Length) values[i] = ((1 - level) * image.Values[i]) + offset + (gain * (second - _least));
        }

        return image with { Values = values };
    });

    private static (double Least, double Largest) RangeOf(DisturbanceRandom random, int image, int length)
    {
        (double least, double largest) = (double.PositiveInfinity, double.NegativeInfinity);
        for (int i = 0; i < length; i += 2)
        {
            (double first, double second) = random.Normals(image, i / 2);
            if (i + 1 == length) second = first;
            least = Math.Min(least, Math.Min(first, second));
            largest = Math.Max(largest, Math.Max(first, second));
        }

        return (least, largest);
    }
}
