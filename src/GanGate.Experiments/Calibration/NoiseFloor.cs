using GanGate.Measuring;
using GanGate.Metrics;
using GanGate.Numerics;
using GanGate.Statistics;

namespace GanGate.Calibration;

/// <summary>
/// What a perfect generator would score: as many samples of the reference's own distribution against as large a reference. It is all bias,
/// of c / n from the samples and c / N from the reference.
/// </summary>
/// <param name="Value">c (1 / n + 1 / N).</param>
/// <param name="StandardError">By how much one such score scatters; null where it was told from the count alone.</param>
/// <param name="FromReference">c / N, the reference's own part.</param>
/// <param name="Parts">How many random parts of the reference were held against the rest; 0 where c is that of Gaussian features.</param>
public sealed record NoiseFloor(double Value, double? StandardError, double FromReference, int Parts)
{
    // A distance at so many features takes seconds.
    private const int ManyFeatures = 512;
    private const int ManyParts = 10;
    private const int FewParts = 4;

    /// <summary>The floor at a count.</summary>
    /// <param name="reference">The reference; where its features are at hand, random parts of it play the perfect generator.</param>
    /// <param name="count">n.</param>
    /// <param name="seed">What the parts follow from.</param>
    /// <returns>null where the reference's count is not known.</returns>
    internal static NoiseFloor? Of(FeatureSet reference, long count, long seed)
    {
        if (reference.Statistics.Count is not long all) return null;
        if (reference.Features is null || all < 4) return OfGaussian(reference.Factor, count, all);

        int part = (int)Math.Min(count, all / 2), parts = reference.Statistics.Dimension > ManyFeatures ? FewParts : ManyParts;
        double[] constants = [.. Enumerable.Range(0, parts).Select(i => Constant(reference, part, new Philox((ulong)seed).Order((ulong)i, (int)all)))];
        double mean = constants.Average(), variance = constants.Sum(one => (one - mean) * (one - mean)) / (parts - 1), sum = Sum(count, all);
        return new NoiseFloor(mean * sum, Math.Sqrt(variance) * sum, mean / all, parts);
    }

    // c of one part of the reference against the rest of it.
    private static double Constant(FeatureSet reference, int part, int[] order)
    {
        FeatureStatistics samples = reference.OfRows(order[..part]).Statistics, rest = reference.OfRows(order[part..]).Statistics;
        return FrechetDistance.Between(samples, rest).Value / Sum(part, order.Length - part);
    }

    // c = Tr S + 1/2 sum_ij l_i l_j (1 + [i = j]) / (l_i + l_j), l the eigenvalues of S: the bias of statistics.md with A = I.
    private static NoiseFloor OfGaussian(CovarianceFactor factor, long count, long all)
    {
        RowMajorMatrix root = RowMajorMatrix.Scaled(factor.Cholesky.TransposedFactor, factor.Cholesky.Rank, factor.Cholesky.Dimension, 1);
        RowMajorMatrix product = RowMajorMatrix.ProductWithTransposed(root, root, Tiles.AllCores);
        double[] values = [.. product.TakeEigenvalues(Tiles.AllCores).Where(value => value > 0)];
        double sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            for (int j = 0; j < values.Length; j++) sum += values[i] * values[j] * (i == j ? 2 : 1) / (values[i] + values[j]);
        }

        double constant = Math.ScaleB(factor.Trace + (sum / 2), factor.Exponent);
        return new NoiseFloor(constant * Sum(count, all), null, constant / all, 0);
    }

    private static double Sum(long first, long second) => (1.0 / first) + (1.0 / second);
}
