using GanGate.Statistics;

namespace GanGate.Metrics;

/// <summary>How many features have shifted by how much: (mu_g - mu_r) / sqrt(S_r), feature by feature.</summary>
/// <param name="Limit">The bins cover -Limit to Limit evenly; what lies beyond counts in the outermost ones.</param>
/// <param name="Counts">Features in each bin.</param>
/// <param name="Beyond">Features beyond the limit.</param>
/// <param name="Constant">Features that do not vary in the reference and have no such shift.</param>
/// <param name="RootMeanSquare">sqrt(mean(shift^2)).</param>
/// <param name="Chance">
/// sqrt(1 / n_g + 1 / n_r), the standard deviation of shifts by chance alone; null where a count is not known.
/// </param>
internal sealed record ShiftHistogram(
    double Limit, IReadOnlyList<int> Counts, int Beyond, int Constant, double RootMeanSquare, double? Chance)
{
    private const int Bins = 41;
    private const double ShownShare = 0.99;

    /// <summary>Counts the shifts.</summary>
    internal static ShiftHistogram Of(FeatureStatistics generated, FeatureStatistics reference)
    {
        int dimension = reference.Dimension;
        double[] shifts = [.. Enumerable.Range(0, dimension)
            .Select(i => (generated.Mu[i] - reference.Mu[i]) / Math.Sqrt(reference.Sigma[(i * dimension) + i]))
            .Where(double.IsFinite)];
        double[] sizes = [.. shifts.Select(Math.Abs).Order()];
        double limit = sizes.Length == 0 ? 0 : sizes[(int)(ShownShare * sizes.Length)];
        if (limit == 0) limit = 1;

        int[] counts = new int[Bins];
        foreach (double shift in shifts) counts[Math.Clamp((int)((shift + limit) / (2 * limit) * Bins), 0, Bins - 1)]++;
        return new ShiftHistogram(
            limit,
            counts,
            sizes.Count(size => size > limit),
            dimension - shifts.Length,
            shifts.Length == 0 ? 0 : Math.Sqrt(shifts.Average(shift => shift * shift)),
            generated.Count is long n && reference.Count is long m ? Math.Sqrt((1.0 / n) + (1.0 / m)) : null);
    }
}
