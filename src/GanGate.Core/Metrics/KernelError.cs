namespace GanGate.Metrics;

/// <summary>
/// The standard error of the unbiased squared maximum mean discrepancy of n samples from a frozen reference. With the reference's mean
/// kernel g(x) it is, but for a constant, the U-statistic of h(x, x') = k(x, x') - g(x) - g(x').
/// </summary>
internal static class KernelError
{
    // Below this there is no product of two pairs without a sample in common.
    private const int FewestSamples = 4;

    // Of the kernel's own size; equal samples have no other error.
    private const double Rounding = 1e-10;

    /// <summary>
    /// The square root of U^2 - mean(h_ij h_kl) over all i, j, k, l that differ, which is free of bias for the variance (Hoeffding 1948),
    /// and at least of what the pairs alone add, 2 Var h / (n (n - 1)).
    /// </summary>
    /// <param name="within">Sums over the samples' own pairs.</param>
    /// <param name="between">Sums over the pairs of a sample and a reference image.</param>
    /// <param name="reference">How many reference images there are.</param>
    /// <returns>null below 4 samples.</returns>
    public static double? Of(KernelSums within, KernelSums between, int reference)
    {
        int n = within.Rows.Length;
        if (n < FewestSamples) return null;

        double[] g = [.. between.Rows.Select(sum => sum / reference)];
        double total = g.Sum(), pairs = (double)n * (n - 1), products = 0, squaresOfG = 0;
        double[] rows = new double[n];
        for (int i = 0; i < n; i++)
        {
            rows[i] = within.Rows[i] - ((n - 2) * g[i]) - total;
            products += g[i] * within.Rows[i];
            squaresOfG += g[i] * g[i];
        }

        // Sums of h - U: its rows' squares, and its own.
        double u = rows.Sum() / pairs, ofRows = rows.Sum(row => (row - ((n - 1) * u)) * (row - ((n - 1) * u)));
        double squares = within.Squares - (4 * products) + (2 * (n - 2) * squaresOfG) + (2 * total * total) - (pairs * u * u);
        double ofPairs = 2 * Math.Max(0, squares), variance = ((4 * ofRows) - ofPairs) / (pairs * (n - 2) * (n - 3));
        double error = Math.Sqrt(Math.Max(variance, ofPairs / (pairs * pairs)));
        return Math.Max(error, Rounding * within.All / pairs);
    }
}
