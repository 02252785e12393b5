namespace GanGate.Metrics;

/// <summary>
/// Standard errors of precision, recall, density and coverage: how another draw of as many generated images would change them, against the
/// same frozen reference.
/// </summary>
internal sealed record NeighbourErrors(double Precision, double Recall, double Density, double Coverage)
{
    /// <summary>
    /// Of the share of independent images that have a property: binomial, with two images more of either kind (Agresti and Coull 1998), so
    /// that a share of 0 or 1 has an error too.
    /// </summary>
    public static double OfShare(int those, int all)
    {
        double share = (those + 2.0) / (all + 4);
        return Math.Sqrt(share * (1 - share) / (all + 4));
    }

    /// <summary>Of the mean of independent counts, and at least of one count more or less.</summary>
    public static double OfCounts(int[] counts)
    {
        double mean = counts.Average(), squares = counts.Sum(count => (count - mean) * (count - mean));
        return Math.Max(Math.Sqrt(squares / (counts.Length - 1.0) / counts.Length), 1.0 / counts.Length);
    }
}
