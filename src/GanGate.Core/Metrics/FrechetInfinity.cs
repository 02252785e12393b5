using GanGate.Numerics;
using GanGate.Statistics;

namespace GanGate.Metrics;

/// <summary>
/// FD-infinity, FID-infinity on Inception features: the distance of endless samples by a line through distances of random subsets against
/// 1 / n, taken at 1 / n = 0 (Chong and Forsyth 2020, arXiv 1911.07023, section 3). A second opinion on the bias of
/// <see cref="DistanceError"/>, without its formulas.
/// </summary>
/// <param name="Value">The line at 1 / n = 0.</param>
/// <param name="Slope">The line's slope c: n samples score about c / n too high.</param>
/// <param name="Counts">The sizes of the subsets, evenly spaced; the last one is all samples.</param>
/// <param name="Distances">Their distances.</param>
public sealed record FrechetInfinity(double Value, double Slope, IReadOnlyList<int> Counts, IReadOnlyList<double> Distances)
{
    // Both as in the paper.
    private const int Points = 15;
    private const int FirstCount = 5000;

    private const ulong Seed = 20191116;

    /// <summary>Fits the line. At D = 2048 it costs about as much as 15 distances and the moments of 15 sets.</summary>
    /// <param name="generated">n x D features of the generated images; 30 rows at least.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="cancellation">Stops the computation.</param>
    /// <exception cref="GanGateException">GG2004: too few rows. GG2011: a value is not finite.</exception>
    public static FrechetInfinity Between(FeatureTable generated, FeatureStatistics reference, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(generated);
        ArgumentNullException.ThrowIfNull(reference);
        FeatureRows rows = new(generated, "generated", cancellation);
        rows.RequireCount(2 * Points, "FD-infinity");
        CovarianceFactor factor = CovarianceFactor.Of(reference);
        int[] counts = CountsFor(rows.Count, generated.Dimension);
        double[] distances = new double[Points];
        for (int point = 0; point < Points; point++)
        {
            cancellation.ThrowIfCancellationRequested();
            distances[point] = FrechetDistance.Between(Moments(rows, counts[point], point), reference, factor).Value;
        }

        (double value, double slope) = Line([.. counts.Select(count => 1.0 / count)], distances);
        return new FrechetInfinity(value, slope, counts, distances);
    }

    /// <summary>The least-squares line through points: its height at 0, and its slope.</summary>
    internal static (double AtZero, double Slope) Line(double[] x, double[] y)
    {
        double meanX = x.Average(), meanY = y.Average(), products = 0, squares = 0;
        for (int i = 0; i < x.Length; i++)
        {
            products += (x[i] - meanX) * (y[i] - meanY);
            squares += (x[i] - meanX) * (x[i] - meanX);
        }

        double slope = products / squares;
        return (meanY - (slope * meanX), slope);
    }

    /// <summary>From the paper's 5,000 up to all; of fewer samples from a tenth, or twice the features, but at most half of them.</summary>
    internal static int[] CountsFor(int count, int dimension)
    {
        int first = Math.Min(Math.Min(FirstCount, count / 2), Math.Max(2 * dimension, count / 10));
        return [.. Enumerable.Range(0, Points).Select(point => first + (int)((long)(count - first) * point / (Points - 1)))];
    }

    private static FeatureStatistics Moments(FeatureRows rows, int count, int point)
    {
        int[] subset = new Philox(Seed).Order((ulong)point, rows.Count)[..count];
        Array.Sort(subset);
        MomentAccumulator moments = new(rows.Dimension);
        foreach (int row in subset) moments.Add(rows[row]);
        return moments.ToMoments().ToStatistics();
    }
}
