using System.Numerics.Tensors;
using GanGate.Numerics;
using GanGate.Statistics;

namespace GanGate.Metrics;

/// <summary>Where two Gaussians differ, in a few figures that a page can show.</summary>
/// <param name="Spectrum">Eigenvalues of both covariances, the largest first, at ranks that lie about evenly on a logarithmic axis.</param>
/// <param name="Shifts">By how much the features' means differ.</param>
internal sealed record DistanceProfile(IReadOnlyList<SpectrumPoint> Spectrum, ShiftHistogram Shifts)
{
    // So many points make a smooth line on any screen.
    private const int Points = 80;

    /// <summary>Computes the figures: two passes of eigenvalues without vectors.</summary>
    /// <param name="generated">mu_g and S_g.</param>
    /// <param name="reference">mu_r and S_r, of the same dimension.</param>
    /// <param name="threads">Threads; the result does not depend on it.</param>
    public static DistanceProfile Of(FeatureStatistics generated, FeatureStatistics reference, int? threads = null)
    {
        ArgumentNullException.ThrowIfNull(generated);
        ArgumentNullException.ThrowIfNull(reference);
        double[] g = Eigenvalues(generated, threads), r = Eigenvalues(reference, threads);
        return new DistanceProfile(
            [.. Ranks(g.Length).Select(rank => new SpectrumPoint(rank, g[rank - 1], r[rank - 1]))],
            ShiftHistogram.Of(generated, reference));
    }

    // Descending; what rounding took below zero is zero.
    private static double[] Eigenvalues(FeatureStatistics statistics, int? threads)
    {
        double largest = Math.Abs(TensorPrimitives.MaxMagnitude<double>(statistics.Sigma));
        int exponent = largest == 0 ? 0 : Math.ILogB(largest), dimension = statistics.Dimension;
        double[] values = RowMajorMatrix.Scaled(statistics.Sigma, dimension, dimension, Math.ScaleB(1, -exponent))
            .TakeEigenvalues(threads ?? Tiles.AllCores);
        return [.. values.Reverse().Select(value => Math.Max(0, Math.ScaleB(value, exponent)))];
    }

    private static IEnumerable<int> Ranks(int count) => Enumerable.Range(0, Points)
        .Select(point => (int)Math.Round(Math.Pow(count, point / (Points - 1.0))))
        .Distinct();
}

/// <summary>One eigenvalue of each covariance.</summary>
/// <param name="Rank">1 for the largest.</param>
/// <param name="Generated">Of S_g; 0 where it is rounding.</param>
/// <param name="Reference">Of S_r; 0 where it is rounding.</param>
internal sealed record SpectrumPoint(int Rank, double Generated, double Reference);
