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

    private readonly Philox _random;
    private readonly LatentDistribution _distribution;
    private readonly double _lowest;
    private readonly double _width;

    /// <summary>Creates a sampler.</summary>
    /// <param name="seed">The key.</param>
    /// <param name="distribution">What the numbers are drawn from.</param>
    /// <param name="truncation">The largest magnitude of a normal number; null for no limit.</param>
    public LatentSampler(long seed, LatentDistribution distribution, double? truncation)
    {
        (_random, _distribution) = (new Philox((ulong)seed), distribution);
        _lowest = truncation is double limit ? Normal.CDF(0, 1, -limit) : 0;
        _width = 1 - (2 * _lowest);
    }

    /// <summary>Fills in the latent vector of one sample.</summary>
    public void Fill(long sample, Span<float> latent)
    {
        for (int i = 0; i < latent.Length; i++)
        {
            double uniform = _random.UniformAt((ulong)sample, (ulong)i);
            latent[i] = (float)(_distribution == LatentDistribution.Uniform
                ? (2 * uniform) - 1
                : Normal.InvCDF(0, 1, _lowest + (_width * uniform)));
        }
    }

    /// <summary>The label of one sample, each of them as likely.</summary>
    public int LabelOf(long sample, IReadOnlyList<int> labels) =>
        labels[(int)(_random.UniformAt((ulong)sample, LabelPosition) * labels.Count)];
}
