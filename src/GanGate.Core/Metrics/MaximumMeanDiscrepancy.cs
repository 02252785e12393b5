using GanGate.Statistics;

namespace GanGate.Metrics;

/// <summary>
/// The squared maximum mean discrepancy as CMMD takes it (Jayasumana et al. 2024, arXiv 2401.09603; google-research's and
/// cmmd-pytorch's distance): 1000 (mean k(x, x') + mean k(y, y') - 2 mean k(x, y)) under a Gaussian kernel of bandwidth 10, each mean over
/// all pairs, an image with itself included. CMMD is this of embeddings of length 1.
/// </summary>
/// <param name="Value">0 for equal sets, never below.</param>
/// <param name="Bias">By how much the pairs of an image with itself raise it on average: 1000 (1 - mean k(x, x') of different images) / n.</param>
/// <param name="StandardError">Of another draw of as many generated images; null below 4.</param>
/// <param name="Influence">How much each generated image raises the value, times n; their mean is 0.</param>
internal sealed record MaximumMeanDiscrepancy(double Value, double Bias, double? StandardError, double[] Influence)
{
    private const double Sigma = 10, Factor = 1000;

    /// <summary>Measures two sets, block by block: memory does not grow with the number of pairs.</summary>
    /// <param name="generated">n x D features of the generated images.</param>
    /// <param name="reference">n_r x D features of the reference images.</param>
    /// <param name="cancellation">Stops the computation, which takes minutes for tens of thousands of images.</param>
    /// <exception cref="GanGateException">A set has fewer than two images (GG2004), or a value is not finite (GG2011).</exception>
    public static MaximumMeanDiscrepancy Between(FeatureTable generated, FeatureTable reference, CancellationToken cancellation = default)
    {
        FeatureRows x = new(generated, "generated", cancellation), y = new(reference, "reference", cancellation);
        x.RequireCount(2, "the maximum mean discrepancy");
        y.RequireCount(2, "the maximum mean discrepancy");
        KernelSums xx = KernelSums.Within(x, new GaussianKernel(x, x, Sigma), []), yy = KernelSums.Within(y, new GaussianKernel(y, y, Sigma), []);
        KernelSums xy = KernelSums.Between(x, [], y, [], new GaussianKernel(x, y, Sigma));

        // The sums are of different images; an image with itself has the kernel 1.
        double n = x.Count, m = y.Count, share = (n - 1) / n;
        double value = ((xx.All + n) / (n * n)) + ((yy.All + m) / (m * m)) - (2 * xy.All / (n * m));
        double bias = (1 - (xx.All / (n * (n - 1)))) / n;

        // But for a constant it is the U-statistic of share k(x, x') - g(x) - g(x').
        KernelSums shared = xx with
        {
            All = share * xx.All,
            Rows = [.. xx.Rows.Select(row => share * row)],
            Squares = share * share * xx.Squares,
        };
        return new MaximumMeanDiscrepancy(Factor * value, Factor * bias, Factor * KernelError.Of(shared, xy, y.Count), InfluenceOf(xx, xy, x.Count, y.Count));
    }

    // The derivative of the value in the weight of each image.
    private static double[] InfluenceOf(KernelSums xx, KernelSums xy, int n, int m)
    {
        double[] influence = new double[n];
        for (int i = 0; i < n; i++) influence[i] = 2 * Factor * (((xx.Rows[i] + 1) / n) - (xy.Rows[i] / m));
        double mean = influence.Average();
        for (int i = 0; i < n; i++) influence[i] -= mean;
        return influence;
    }
}
