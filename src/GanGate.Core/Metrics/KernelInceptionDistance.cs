using System.Text.Json.Serialization;
using GanGate.Statistics;

namespace GanGate.Metrics;

/// <summary>
/// The Kernel Inception Distance of Binkowski et al. 2018 (arXiv 1801.01401, section 4): the unbiased squared maximum mean discrepancy
/// under the kernel k(x, y) = (x.y / D + 1)^3. It can be slightly negative.
/// </summary>
/// <param name="FullSample">Over all images at once.</param>
/// <param name="Subset">Over random subsets, drawn as torch-fidelity draws them; the value that papers report is the mean.</param>
/// <param name="Subsets">How many subsets.</param>
/// <param name="SubsetSize">Images of each set in a subset.</param>
public sealed record KernelInceptionDistance(double FullSample, MeanAndDeviation Subset, int Subsets, int SubsetSize)
{
    /// <summary>
    /// The standard error of the mean over the subsets, of another draw of as many generated images: that of the full sample, and what the
    /// draw of the subsets adds. Null below 4 images.
    /// </summary>
    [JsonIgnore]
    internal double? StandardError { get; private init; }

    /// <summary>The seed with which torch-fidelity draws the subsets.</summary>
    private const uint SubsetSeed = 2020;

    /// <summary>Measures two sets; one pass over the kernel's values serves the full sample and all subsets.</summary>
    /// <param name="generated">n x D features of the generated images.</param>
    /// <param name="reference">n_r x D features of the reference images.</param>
    /// <param name="subsets">How many subsets are drawn.</param>
    /// <param name="subsetSize">Images of each set in a subset; a smaller set lowers it to its size, as in clean-fid.</param>
    /// <param name="cancellation">Stops the computation, which takes minutes for tens of thousands of images.</param>
    /// <exception cref="GanGateException">A set has fewer than two images (GG2004), or a value is not finite (GG2011).</exception>
    public static KernelInceptionDistance Between(
        FeatureTable generated, FeatureTable reference, int subsets = 100, int subsetSize = 1000, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(generated);
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentOutOfRangeException.ThrowIfLessThan(subsets, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(subsetSize, 2);
        FeatureRows x = new(generated, "generated", cancellation), y = new(reference, "reference", cancellation);
        x.RequireCount(2, "the Kernel Inception Distance");
        y.RequireCount(2, "the Kernel Inception Distance");

        int size = Math.Min(subsetSize, Math.Min(x.Count, y.Count));
        (int[][] xSubsets, int[][] ySubsets) = Draw(x.Count, y.Count, subsets, size);
        CubicKernel kernel = new(x.Dimension);
        KernelSums xx = KernelSums.Within(x, kernel, xSubsets), yy = KernelSums.Within(y, kernel, ySubsets);
        KernelSums xy = KernelSums.Between(x, xSubsets, y, ySubsets, kernel);

        double[] values = new double[subsets];
        for (int i = 0; i < subsets; i++) values[i] = Discrepancy(xx.Subsets[i], yy.Subsets[i], xy.Subsets[i], size, size);

        MeanAndDeviation subset = MeanAndDeviation.Of(values);
        return new KernelInceptionDistance(Discrepancy(xx.All, yy.All, xy.All, x.Count, y.Count), subset, subsets, size)
        {
            StandardError = KernelError.Of(xx, xy, y.Count) is double full
                ? Math.Sqrt((full * full) + (subset.StandardDeviation * subset.StandardDeviation / subsets))
                : null,
        };
    }

    // xx and yy: sums over ordered pairs of different images of a set of m and n; xy: over all pairs of both.
    private static double Discrepancy(double xx, double yy, double xy, double m, double n)
        => (xx / (m * (m - 1))) + (yy / (n * (n - 1))) - (2 * xy / (m * n));

    private static (int[][] X, int[][] Y) Draw(int xCount, int yCount, int subsets, int size)
    {
        NumpyRandom random = new(SubsetSeed);
        int[][] x = new int[subsets][], y = new int[subsets][];
        for (int i = 0; i < subsets; i++)
        {
            x[i] = Ascending(random.Permutation(xCount).AsSpan(0, size));
            y[i] = Ascending(random.Permutation(yCount).AsSpan(0, size));
        }

        return (x, y);
    }

    // The sums ask which members of a subset a block holds, and their order within the subset is nothing to them.
    private static int[] Ascending(Span<int> rows)
    {
        rows.Sort();
        return rows.ToArray();
    }
}
