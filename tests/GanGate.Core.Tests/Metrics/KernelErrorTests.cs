using GanGate.Metrics;
using GanGate.Statistics;

namespace GanGate.Tests.Metrics;

public class KernelErrorTests
{
    [TestCase(6, 5, 3, 0f)]
    [TestCase(9, 4, 2, 0.5f)]
    public void The_error_equals_plain_loops_over_quadruples_of_different_samples(int n, int m, int dimension, float shift)
    {
        float[] x = [.. RandomFeatures.Smooth(21, n, dimension).Select(value => value + shift)], y = RandomFeatures.Smooth(22, m, dimension);
        double[][] h = Pairs(x, y, dimension);

        double sum = 0, products = 0, squares = 0, quadruples = 0;
        foreach ((int i, int j) in Different(n))
        {
            sum += h[i][j];
            foreach ((int k, int l) in Different(n).Where(other => other.I != i && other.I != j && other.J != i && other.J != j))
            {
                products += h[i][j] * h[k][l];
                quadruples++;
            }
        }

        double u = sum / (n * (n - 1)), unbiased = (u * u) - (products / quadruples);
        foreach ((int i, int j) in Different(n)) squares += (h[i][j] - u) * (h[i][j] - u);
        double least = 2 * squares / Math.Pow(n * (n - 1), 2);

        KernelInceptionDistance kid = KernelInceptionDistance.Between(new FeatureTable(x, dimension), new FeatureTable(y, dimension), subsetSize: n + m);
        double ofSubsets = kid.Subset.StandardDeviation * kid.Subset.StandardDeviation / kid.Subsets;
        Assert.That(kid.StandardError!.Value * kid.StandardError.Value - ofSubsets, Is.EqualTo(Math.Max(unbiased, least)).Within(1e-12));
    }

    // 530 rows lie in two blocks.
    [TestCase(530, 600)]
    [TestCase(600, 40)]
    public void Sums_over_blocks_equal_plain_loops(int n, int m)
    {
        const int Dimension = 3;
        float[] x = RandomFeatures.Smooth(23, n, Dimension), y = RandomFeatures.Smooth(24, m, Dimension);
        FeatureRows left = new(x, Dimension, "generated"), right = new(y, Dimension, "reference");
        CubicKernel kernel = new(Dimension);
        KernelSums within = KernelSums.Within(left, kernel, []), between = KernelSums.Between(left, [], right, [], kernel);
        Assert.Multiple(() =>
        {
            Assert.That(within.Squares, Is.EqualTo(Different(n).Sum(pair => Math.Pow(Kernel(x, pair.I, x, pair.J, Dimension), 2))).Within(1e-6));
            foreach (int i in (int[])[0, 511, 512, n - 1])
            {
                Assert.That(within.Rows[i], Is.EqualTo(Enumerable.Range(0, n).Where(j => j != i).Sum(j => Kernel(x, i, x, j, Dimension))).Within(1e-9));
                Assert.That(between.Rows[i], Is.EqualTo(Enumerable.Range(0, m).Sum(j => Kernel(x, i, y, j, Dimension))).Within(1e-9));
            }
        });
    }

    [Test]
    public void The_error_is_the_spread_over_draws()
    {
        // The mean of x.y / D over draws is 0, so that no order of the kernel is lost by chance.
        const int Draws = 300, Count = 60, Dimension = 2;
        float[] reference = RandomFeatures.Smooth(25, 80, Dimension);
        KernelInceptionDistance[] kids = [.. Enumerable.Range(0, Draws).Select(draw => KernelInceptionDistance.Between(
            new FeatureTable(RandomFeatures.Smooth(1000 + draw, Count, Dimension).Select(value => value * 1.2f).ToArray(), Dimension),
            new FeatureTable(reference, Dimension), subsets: 1, subsetSize: 200))];
        double mean = kids.Average(kid => kid.FullSample), spread = kids.Sum(kid => Math.Pow(kid.FullSample - mean, 2)) / (Draws - 1);
        Assert.That(kids.Average(kid => kid.StandardError * kid.StandardError), Is.EqualTo(spread).Within(20).Percent);
    }

    [Test]
    public void The_draw_of_subsets_adds_to_the_error()
    {
        float[] x = RandomFeatures.Smooth(26, 200, 3), y = RandomFeatures.Smooth(27, 200, 3);
        KernelInceptionDistance all = KernelInceptionDistance.Between(new FeatureTable(x, 3), new FeatureTable(y, 3));
        KernelInceptionDistance some = KernelInceptionDistance.Between(new FeatureTable(x, 3), new FeatureTable(y, 3), subsets: 4, subsetSize: 20);
        double deviation = some.Subset.StandardDeviation;
        Assert.That(
            some.StandardError, Is.EqualTo(Math.Sqrt((all.StandardError!.Value * all.StandardError.Value) + (deviation * deviation / 4))).Within(1e-12));
    }

    [Test]
    public void Equal_samples_have_an_error_of_rounding_size_and_three_samples_none()
    {
        float[] same = [.. Enumerable.Repeat(0.3f, 40)], y = RandomFeatures.Smooth(28, 30, 2);
        double? error = KernelInceptionDistance.Between(new FeatureTable(same, 2), new FeatureTable(y, 2), subsets: 1).StandardError;
        Assert.That(error, Is.Positive.And.LessThan(1e-7));
        Assert.That(KernelInceptionDistance.Between(new FeatureTable(new float[6], 2), new FeatureTable(y, 2)).StandardError, Is.Null);
    }

    private static double[][] Pairs(float[] x, float[] y, int dimension)
    {
        int n = x.Length / dimension, m = y.Length / dimension;
        double[] g = [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, m).Average(j => Kernel(x, i, y, j, dimension)))];
        return [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Select(j => Kernel(x, i, x, j, dimension) - g[i] - g[j]).ToArray())];
    }

    private static IEnumerable<(int I, int J)> Different(int count) => Enumerable.Range(0, count)
        .SelectMany(i => Enumerable.Range(0, count).Where(j => j != i).Select(j => (i, j)));

    private static double Kernel(float[] x, int i, float[] y, int j, int dimension) =>
        Math.Pow((Enumerable.Range(0, dimension).Sum(k => (double)x[(i * dimension) + k] * y[(j * dimension) + k]) / dimension) + 1, 3);
}
