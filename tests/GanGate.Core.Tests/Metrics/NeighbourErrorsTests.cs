using GanGate.Metrics;
using GanGate.Statistics;

namespace GanGate.Tests.Metrics;

public class NeighbourErrorsTests
{
    [TestCase(0, 10, 2 / 14.0)]
    [TestCase(10, 10, 12 / 14.0)]
    [TestCase(30, 96, 0.32)]
    public void A_share_has_a_binomial_error_of_two_more_of_either_kind(int those, int all, double share) =>
        Assert.That(NeighbourErrors.OfShare(those, all), Is.EqualTo(Math.Sqrt(share * (1 - share) / (all + 4))).Within(1e-15));

    [Test]
    public void Counts_have_the_error_of_their_mean_and_equal_ones_that_of_one_count()
    {
        // Squares about the mean 2 add up to 2: variance 1, over 3.
        Assert.That(NeighbourErrors.OfCounts([1, 2, 3]), Is.EqualTo(Math.Sqrt(1 / 3.0)).Within(1e-15));
        Assert.That(NeighbourErrors.OfCounts([4, 4, 4, 4]), Is.EqualTo(0.25));
    }

    [Test]
    public void Images_that_one_alone_reaches_are_lost_together()
    {
        // Of eight: 0, 1 and 2 are reached by the image 5 alone, 3 by 1 alone, 4 by two, 5 by three; 6 and 7 by none.
        ReachedImages reached = new(8);
        foreach ((int reference, int generated) in ((int, int)[])[(0, 5), (1, 5), (2, 5), (3, 1), (4, 1), (4, 2), (5, 0), (5, 1), (5, 2)])
        {
            reached.Add(reference, generated);
        }

        double binomial = 8 / 12.0 * (4 / 12.0) / 12 * 64;
        Assert.That(reached.Share, Is.EqualTo(6 / 8.0));
        Assert.That(
            reached.StandardError(10), Is.EqualTo(Math.Sqrt(binomial + (3 * 2) - (4 * 4 / 10.0)) / 8).Within(1e-15), "the binomial part is less than 4");
    }

    [Test]
    public void What_no_image_reaches_and_what_many_reach_is_sure_but_for_one_image()
    {
        ReachedImages reached = new(100);
        for (int reference = 0; reference < 50; reference++)
        {
            for (int generated = 0; generated < 3; generated++) reached.Add(reference, generated);
        }

        Assert.That(reached.Share, Is.EqualTo(0.5), "half of the modes are never made");
        Assert.That(reached.StandardError(100), Is.EqualTo(0.01));
    }

    // 600 and 530 rows lie in two blocks each; a small reach leaves many that one alone reaches.
    [Test]
    public void The_errors_equal_plain_loops()
    {
        const int K = 3, DensityK = 5, Dimension = 3, N = 600, M = 530;
        float[] x = RandomFeatures.Smooth(31, N, Dimension), y = RandomFeatures.Smooth(32, M, Dimension);
        NeighbourErrors errors = PrecisionRecall.Between(new FeatureTable(x, Dimension), new FeatureTable(y, Dimension), K, DensityK).Errors;

        double[] xReach = Reach(x, K), yReach = Reach(y, K), dense = Reach(y, DensityK);
        int[] counts = [.. Enumerable.Range(0, N).Select(i => Enumerable.Range(0, M).Count(j => Distance(x, i, y, j) < dense[j]))];
        int precise = Enumerable.Range(0, N).Count(i => Enumerable.Range(0, M).Any(j => Distance(x, i, y, j) <= yReach[j]));
        Assert.Multiple(() =>
        {
            Assert.That(errors.Precision, Is.EqualTo(NeighbourErrors.OfShare(precise, N)));
            Assert.That(errors.Density, Is.EqualTo(NeighbourErrors.OfCounts(counts) / DensityK).Within(1e-15));
            Assert.That(errors.Recall, Is.EqualTo(ErrorOf((i, j) => Distance(x, i, y, j) <= xReach[i])).Within(1e-15));
            Assert.That(errors.Coverage, Is.EqualTo(ErrorOf((i, j) => Distance(x, i, y, j) < dense[j])).Within(1e-15));
        });

        double ErrorOf(Func<int, int, bool> reaches)
        {
            ReachedImages reached = new(M);
            for (int i = N - 1; i >= 0; i--)
            {
                for (int j = 0; j < M; j++)
                {
                    if (reaches(i, j)) reached.Add(j, i);
                }
            }

            return reached.StandardError(N);
        }

        static double[] Reach(float[] rows, int k) => [.. Enumerable.Range(0, rows.Length / Dimension).Select(i =>
            Enumerable.Range(0, rows.Length / Dimension).Where(j => j != i).Select(j => Distance(rows, i, rows, j)).Order().ElementAt(k - 1))];
    }

    private static double Distance(float[] x, int i, float[] y, int j) =>
        SquaredDistances.Of(RandomFeatures.Row(x, 3, i), RandomFeatures.Row(y, 3, j));
}
