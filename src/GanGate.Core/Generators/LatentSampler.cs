using GanGate.Numerics;
using MathNet.Numerics.Distributions;

namespace GanGate.Generators;

/// <summary>
/// The random input of each sample, computed by itself (<see cref="Philox"/>, one stream a sample): a normal number is the inverse of the
/// normal distribution at a uniform one, a truncated one at a uniform one between the distribution's values at the limits.
/// </summary>
internal sealed class LatentSampler
{
    // Labels lie where no latent vector reaches.
    private const ulong LabelPosition = 1UL << 63;

    // More numbers than an input has.
    private const ulong RoomOfInput = 1UL << 40;

    private readonly Philox _random;
    private readonly LatentDistribution _distribution;
    private readonly double _lowest;
    private readonly double _width;
    private readonly ulong _start;

    /// <summary>Creates a sampler.</summary>
    /// <param name="seed">The key.</param>
    /// <param name="distribution">What the numbers are drawn from.</param>
    /// <param name="truncation">The largest magnitude of a normal number; null for no limit.</param>
    /// <param name="input">Which of the random inputs it is for: 0 for the latent vector. Each has places of its own in a sample's stream.</param>
    public LatentSampler(long seed, LatentDistribution distribution, double? truncation, int input = 0)
    {
        (_random, _distribution, _start) = (new Philox((ulong)seed), distribution, (ulong)input * RoomOfInput);
        _lowest = truncation is double limit ? Normal.CDF(0, 1, -limit) : 0;
        _width = 1 - (2 * _lowest);
    }

    /// <summary>Fills in the latent vector of one sample.</summary>
    public void Fill(long sample, Span<float> latent)
    {
        for (int i = 0; i < latent.Length; i++)
        {
            double uniform = _random.UniformAt((ulong)sample, _start + (ulong)i);
            latent[i] = (float)(_distribution == LatentDistribution.Uniform
                ? (2 * uniform) - 1
                : Normal.InvCDF(0, 1, _lowest + (_width * uniform)));
        }
    }

    /// <summary>The label of one sample, each of them as likely.</summary>
    public int LabelOf(long sample, IReadOnlyList<int> labels) =>
        labels[(int)(_random.UniformAt((ulong)sample, LabelPosition) * labels.Count)];
}
