using GanGate.Images;
using GanGate.Numerics;

namespace GanGate.Disturbances;

/// <summary>
/// Pictures that belong to no set of photographs, for a share of foreign images where no second set is at hand: two waves of random
/// direction, length and colours, one over the other.
/// </summary>
/// <param name="count">How many.</param>
/// <param name="width">Of each, in pixels.</param>
/// <param name="height">Of each, in pixels.</param>
/// <param name="seed">What everything random follows from.</param>
internal sealed class Textures(int count, int width, int height, long seed) : IImageSource
{
    private const int Waves = 2;
    private const int Numbers = 8;
    private const double LeastPeriods = 1;
    private const double MostPeriods = 6;

    private readonly Philox _random = new((ulong)seed);

    /// <inheritdoc/>
    public string Description => "textures by formula";

    /// <inheritdoc/>
    public int Count => count;

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => [];

    /// <inheritdoc/>
    public string NameOf(int index) => FormattableString.Invariant($"texture {index}");

    /// <inheritdoc/>
    public RgbImage Decode(int index)
    {
        double[] values = new double[width * height * ImageSamples.Channels];
        for (int wave = 0; wave < Waves; wave++) Add(values, index, wave);
        return new ImageSamples(width, height, values).ToImage(NameOf(index)) with { Unrounded = null };
    }

    private void Add(double[] values, int index, int wave)
    {
        double[] drawn = [.. Enumerable.Range(0, Numbers).Select(i => _random.UniformAt((ulong)index, (ulong)((wave * Numbers) + i)))];
        double periods = LeastPeriods + ((MostPeriods - LeastPeriods) * drawn[0]);
        (double sine, double cosine) = Math.SinCos(2 * Math.PI * drawn[1]);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                double along = ((x * cosine / width) + (y * sine / height)) * periods;
                double light = (1 + Math.Sin(2 * Math.PI * (along + drawn[2]))) / (2 * Waves);
                for (int channel = 0; channel < ImageSamples.Channels; channel++)
                {
                    values[(((y * width) + x) * ImageSamples.Channels) + channel] += ImageSamples.White * light * drawn[3 + channel];
                }
            }
        }
    }
}
