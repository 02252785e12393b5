using GanGate.Metrics;
using GanGate.Statistics;

namespace GanGate.Tests.Metrics;

public class PrecisionRecallTests
{
    [Test]
    public void The_golden_features_give_the_peers_values()
    {
        float[] a = SmallFeatures.Read("a2048"), b = SmallFeatures.Read("b2048");
        PrecisionRecall usual = PrecisionRecall.Between(new FeatureTable(a, 2048), new FeatureTable(b, 2048));
        PrecisionRecall exchanged = PrecisionRecall.Between(new FeatureTable(a, 2048), new FeatureTable(b, 2048), neighbours: 5, densityNeighbours: 3);
        Assert.Multiple(() =>
        {
            // The peer rounds to float32.
            Assert.That(usual.Precision, Is.EqualTo(SmallFeatures.Golden("prc_k3_input1_as_generated", "precision")).Within(1e-7));
            Assert.That(usual.Recall, Is.EqualTo(SmallFeatures.Golden("prc_k3_input1_as_generated", "recall")).Within(1e-7));
            Assert.That(usual.FScore, Is.EqualTo(SmallFeatures.Golden("prc_k3_input1_as_generated", "f_score")).Within(1e-7));
            Assert.That(exchanged.Precision, Is.EqualTo(SmallFeatures.Golden("prc_k5", "precision")).Within(1e-7));
            Assert.That(exchanged.Recall, Is.EqualTo(SmallFeatures.Golden("prc_k5", "recall")).Within(1e-7));

            Assert.That(usual.Density, Is.EqualTo(1.0433333333333333).Within(1e-12));
            Assert.That(usual.Coverage, Is.EqualTo(0.9666666666666667).Within(1e-12));
            Assert.That(exchanged.Density, Is.EqualTo(1.0266666666666666).Within(1e-12));
            Assert.That(exchanged.Coverage, Is.EqualTo(0.8766666666666667).Within(1e-12));
        });
    }

    [TestCase(0.5, 1, 2.0 / 3)]
    [TestCase(0, 0.8, 0)]
    [TestCase(0, 0, 0)]
    public void The_F_score_is_the_harmonic_mean(double precision, double recall, double expected) =>
        Assert.That(new PrecisionRecall(precision, recall, 3, 1, 1, 5).FScore, Is.EqualTo(expected).Within(1e-15));

    [Test]
    public void A_case_by_hand()
    {
        // On a line, k = 1. Reference 0, 1, 10 reach 1, 1 and 9; generated 2, 3 and 19 reach 1, 1 and 16.
        PrecisionRecall found = PrecisionRecall.Between(new FeatureTable(new float[] { 2, 3, 19 }, 1), new FeatureTable(new float[] { 0, 1, 10 }, 1), 1, 1);
        Assert.Multiple(() =>
        {
            Assert.That(found.Precision, Is.EqualTo(1), "2 lies on the edge of 1's reach, 3 and 19 within that of 10, 19 on its edge");
            Assert.That(found.Recall, Is.EqualTo(2 / 3.0), "1 lies on the edge of 2's reach, 10 within that of 19, 0 beyond all");
            Assert.That(found.Density, Is.EqualTo(2 / 3.0), "strictly within reach lie 2 and 3, of 10");
            Assert.That(found.Coverage, Is.EqualTo(1 / 3.0));
        });
    }

    // Grid points tie and coincide; 520 and 560 rows lie in two blocks; 700 is a length that cancels.
    [TestCase(520, 560, 4, 0f, 3, 5)]
    [TestCase(560, 520, 3, 700f, 4, 2)]
    [TestCase(6, 6, 2, 0f, 5, 5)]
    public void It_equals_plain_loops_even_where_distances_tie(int xCount, int yCount, int dimension, float offset, int k, int densityK)
    {
        float[] x = [.. RandomFeatures.OnGrid(5, xCount, dimension).Select(value => value + offset)];
        float[] y = [.. RandomFeatures.OnGrid(6, yCount, dimension).Select(value => value + offset)];
        PrecisionRecall found = PrecisionRecall.Between(new FeatureTable(x, dimension), new FeatureTable(y, dimension), k, densityK);

        double[][] within = Distances(x, x, dimension), among = Distances(y, y, dimension), across = Distances(x, y, dimension);
        double[] xReach = Reach(within, k), yReach = Reach(among, k), denseReach = Reach(among, densityK);
        int[] xs = [.. Enumerable.Range(0, xCount)], ys = [.. Enumerable.Range(0, yCount)];
        Assert.Multiple(() =>
        {
            Assert.That(found.Precision, Is.EqualTo(xs.Average(i => ys.Any(j => across[i][j] <= yReach[j]) ? 1.0 : 0)));
            Assert.That(found.Recall, Is.EqualTo(ys.Average(j => xs.Any(i => across[i][j] <= xReach[i]) ? 1.0 : 0)));
            Assert.That(
                found.Density,
                Is.EqualTo(xs.Sum(i => ys.Count(j => across[i][j] < denseReach[j])) / ((double)densityK * xCount)).Within(1e-15));
            Assert.That(found.Coverage, Is.EqualTo(ys.Average(j => xs.Any(i => across[i][j] < denseReach[j]) ? 1.0 : 0)));
        });
    }

    [Test]
    public void Exchanging_the_sets_exchanges_precision_and_recall()
    {
        float[] x = RandomFeatures.Smooth(7, 90, 6), y = [.. RandomFeatures.Smooth(8, 70, 6).Select(value => value * 0.8f)];
        PrecisionRecall forward = PrecisionRecall.Between(new FeatureTable(x, 6), new FeatureTable(y, 6)), back = PrecisionRecall.Between(new FeatureTable(y, 6), new FeatureTable(x, 6));
        Assert.That((forward.Precision, forward.Recall), Is.EqualTo((back.Recall, back.Precision)));
        Assert.That(forward.Precision, Is.Not.EqualTo(forward.Recall), "or the test would say nothing");
    }

    [Test]
    public void A_copy_of_the_reference_is_precise_and_covers_it_wherever_its_rows_lie()
    {
        // The k-th neighbour lies on the edge of a reach, so this holds only while both distances have the same bits.
        const int Dimension = 37, Count = 700, K = 5;
        float[] reference = RandomFeatures.Smooth(9, Count, Dimension);
        int[] order = new NumpyRandom(1).Permutation(Count);
        float[] copy = [.. order.SelectMany(row => RandomFeatures.Row(reference, Dimension, row).ToArray())];
        PrecisionRecall found = PrecisionRecall.Between(new FeatureTable(copy, Dimension), new FeatureTable(reference, Dimension), 3, K);
        Assert.Multiple(() =>
        {
            Assert.That((found.Precision, found.Recall, found.Coverage), Is.EqualTo((1.0, 1.0, 1.0)));
            Assert.That(found.Density, Is.EqualTo(1), "strictly within reach of each image lie itself and K - 1 neighbours");
        });
    }

    [Test]
    public void Sets_far_apart_share_nothing()
    {
        float[] x = RandomFeatures.Smooth(10, 20, 2), y = [.. RandomFeatures.Smooth(11, 20, 2).Select(value => value + 100)];
        PrecisionRecall found = PrecisionRecall.Between(new FeatureTable(x, 2), new FeatureTable(y, 2));
        Assert.That((found.Precision, found.Recall, found.FScore, found.Density, found.Coverage), Is.EqualTo((0.0, 0.0, 0.0, 0.0, 0.0)));
    }

    [TestCase(3, 9, "at least 4 generated images; there are 3")]
    [TestCase(9, 5, "at least 6 reference images; there are 5")]
    public void A_set_without_enough_neighbours_is_too_small(int generated, int reference, string expected) =>
        Assert.That(
            () => PrecisionRecall.Between(new FeatureTable(new float[generated * 2], 2), new FeatureTable(new float[reference * 2], 2)),
            Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(ErrorCodes.TooFewImages).And.Message.Contains(expected));

    private static double[][] Distances(float[] x, float[] y, int dimension) =>
        [.. x.Chunk(dimension).Select(a => y.Chunk(dimension).Select(b => a.Zip(b, (p, q) => ((double)p - q) * (p - q)).Sum()).ToArray())];

    private static double[] Reach(double[][] distances, int k) =>
        [.. distances.Select((row, i) => row.Where((_, j) => i != j).Order().ElementAt(k - 1))];
}
