using GanGate.Metrics;
using GanGate.Statistics;

namespace GanGate.Tests.Metrics;

public class KernelInceptionDistanceTests
{
    [Test]
    public void The_golden_features_give_the_peers_values()
    {
        KernelInceptionDistance kid = KernelInceptionDistance.Between(new FeatureTable(SmallFeatures.Read("a2048"), 2048), new FeatureTable(SmallFeatures.Read("b2048"), 2048), subsetSize: 100);
        Assert.Multiple(() =>
        {
            Assert.That(kid.FullSample, Is.EqualTo(SmallFeatures.Golden("kid_full_sample_float64")).Within(1e-14));
            Assert.That(
                kid.Subset.Mean, Is.EqualTo(SmallFeatures.Golden("kid_100_subsets_of_100_seed_2020_float64", "mean")).Within(1e-13));
            Assert.That(
                kid.Subset.StandardDeviation,
                Is.EqualTo(SmallFeatures.Golden("kid_100_subsets_of_100_seed_2020_float64", "std")).Within(1e-13));
            Assert.That((kid.Subsets, kid.SubsetSize), Is.EqualTo((100, 100)));
        });
    }

    [Test]
    public void A_case_by_hand()
    {
        // D = 1: x = {0, 1}, y = {2, 3}; k(0, 1) = 1, k(2, 3) = 343, cross 1 + 1 + 27 + 64.
        KernelInceptionDistance kid = KernelInceptionDistance.Between(new FeatureTable(new float[] { 0, 1 }, 1), new FeatureTable(new float[] { 2, 3 }, 1));
        Assert.That(kid.FullSample, Is.EqualTo(1 + 343 - (2 * 93 / 4.0)).Within(1e-12));
        Assert.That(kid.Subset, Is.EqualTo(new MeanAndDeviation(kid.FullSample, 0)), "a subset of all images is the full sample");
        Assert.That(kid.SubsetSize, Is.EqualTo(2), "smaller sets lower the subset size");
    }

    [Test]
    public void Subsets_of_all_images_do_not_deviate()
    {
        float[] x = RandomFeatures.Smooth(1, 50, 7), y = RandomFeatures.Smooth(2, 50, 7);

        KernelInceptionDistance kid = KernelInceptionDistance.Between(new FeatureTable(x, 7), new FeatureTable(y, 7), subsets: 100, subsetSize: 50);

        Assert.That(kid.Subset.StandardDeviation, Is.Zero);
        Assert.That(kid.Subset.Mean, Is.EqualTo(kid.FullSample).Within(1e-12));
    }

    // 530 and 1100 rows lie in two and three blocks.
    [TestCase(530, 1100, 40)]
    [TestCase(7, 5, 3)]
    public void It_equals_plain_loops_over_all_pairs_and_over_each_subset(int xCount, int yCount, int subsetSize)
    {
        const int Dimension = 5, Subsets = 6;
        float[] x = RandomFeatures.Smooth(1, xCount, Dimension), y = RandomFeatures.Smooth(2, yCount, Dimension);
        KernelInceptionDistance kid = KernelInceptionDistance.Between(new FeatureTable(x, Dimension), new FeatureTable(y, Dimension), Subsets, subsetSize);

        NumpyRandom random = new(2020);
        double[] values = new double[Subsets];
        for (int i = 0; i < Subsets; i++)
        {
            int[] xRows = random.Permutation(xCount)[..subsetSize], yRows = random.Permutation(yCount)[..subsetSize];
            values[i] = Discrepancy(x, xRows, y, yRows, Dimension);
        }

        double mean = values.Average();
        Assert.Multiple(() =>
        {
            Assert.That(
                kid.FullSample,
                Is.EqualTo(Discrepancy(x, [.. Enumerable.Range(0, xCount)], y, [.. Enumerable.Range(0, yCount)], Dimension)).Within(1e-12));
            Assert.That(kid.Subset.Mean, Is.EqualTo(mean).Within(1e-12));
            Assert.That(kid.Subset.StandardDeviation, Is.EqualTo(Math.Sqrt(values.Average(v => (v - mean) * (v - mean)))).Within(1e-12));
        });
    }

    [Test]
    public void The_result_has_the_same_bits_every_time()
    {
        float[] x = RandomFeatures.Smooth(3, 1100, 9), y = RandomFeatures.Smooth(4, 1100, 9);
        KernelInceptionDistance first = KernelInceptionDistance.Between(new FeatureTable(x, 9), new FeatureTable(y, 9));
        Assert.That(KernelInceptionDistance.Between(new FeatureTable(x, 9), new FeatureTable(y, 9)), Is.EqualTo(first));
    }

    [TestCase(9, 5)]
    [TestCase(5, 9)]
    public void The_smaller_set_bounds_the_subsets(int generated, int reference)
    {
        float[] x = RandomFeatures.Smooth(5, generated, 3), y = RandomFeatures.Smooth(6, reference, 3);

        KernelInceptionDistance kid = KernelInceptionDistance.Between(new FeatureTable(x, 3), new FeatureTable(y, 3), subsets: 2);

        Assert.That((kid.SubsetSize, kid.Subsets), Is.EqualTo((5, 2)));
    }

    [Test]
    public void What_makes_no_sense_is_refused()
    {
        float[] two = [1, 2], one = [1];

        Assert.That(() => KernelInceptionDistance.Between(new FeatureTable(two, 1), new FeatureTable(two, 1), subsets: 0), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => KernelInceptionDistance.Between(new FeatureTable(two, 1), new FeatureTable(two, 1), subsetSize: 1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(
            () => KernelInceptionDistance.Between(new FeatureTable(two, 1), new FeatureTable(one, 1)),
            Throws.TypeOf<GanGateException>().With.Message.EqualTo(
                "the Kernel Inception Distance needs at least 2 reference images; there are 1"));
        Assert.That(
            () => KernelInceptionDistance.Between(new FeatureTable(new float[3], 2), new FeatureTable(two, 2)),
            Throws.ArgumentException.With.Message.StartsWith("3 values are no whole number of rows of 2"));
    }

    [Test]
    public void One_image_is_too_few() =>
        Assert.That(
            () => KernelInceptionDistance.Between(new FeatureTable(new float[2], 2), new FeatureTable(new float[4], 2)),
            Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(ErrorCodes.TooFewImages)
                .And.Message.Contains("at least 2 generated images; there are 1"));

    [TestCase(float.NaN)]
    [TestCase(float.NegativeInfinity)]
    public void Features_that_are_not_finite_are_named(float bad) =>
        Assert.That(
            () => KernelInceptionDistance.Between(new FeatureTable(new float[4], 2), new FeatureTable(new[] { 0, 0, 0, bad, 0, 0 }, 2)),
            Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(ErrorCodes.NotFinite)
                .And.Message.Contains("reference image 2 of 3"));

    private static double Discrepancy(float[] x, int[] xRows, float[] y, int[] yRows, int dimension)
    {
        double xx = 0, yy = 0, xy = 0;
        foreach (int i in xRows) foreach (int j in xRows) xx += i == j ? 0 : Kernel(x, i, x, j, dimension);
        foreach (int i in yRows) foreach (int j in yRows) yy += i == j ? 0 : Kernel(y, i, y, j, dimension);
        foreach (int i in xRows) foreach (int j in yRows) xy += Kernel(x, i, y, j, dimension);
        double m = xRows.Length, n = yRows.Length;
        return (xx / (m * (m - 1))) + (yy / (n * (n - 1))) - (2 * xy / (m * n));
    }

    private static double Kernel(float[] x, int i, float[] y, int j, int dimension)
    {
        double product = 0;
        for (int k = 0; k < dimension; k++) product += (double)x[(i * dimension) + k] * y[(j * dimension) + k];

        return Math.Pow((product / dimension) + 1, 3);
    }
}
