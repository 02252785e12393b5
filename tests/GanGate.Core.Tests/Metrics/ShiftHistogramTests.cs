using GanGate.Metrics;
using GanGate.Statistics;

namespace GanGate.Tests.Metrics;

public class ShiftHistogramTests
{
    [Test]
    public void A_case_by_hand()
    {
        ShiftHistogram shifts = ShiftHistogram.Of(Statistics([3, 5, -3], [1, 1, 1], 8), Statistics([1, 0, 0], [4, 0, 1], 24));

        Assert.That((shifts.Limit, shifts.Beyond, shifts.Constant), Is.EqualTo((3.0, 0, 1)));
        Assert.That(shifts.Counts.Index().Where(bin => bin.Item > 0), Is.EqualTo(((int, int)[])[(0, 1), (27, 1)]));
        Assert.That(shifts.RootMeanSquare, Is.EqualTo(Math.Sqrt(5)).Within(1e-15));
        Assert.That(shifts.Chance, Is.EqualTo(Math.Sqrt(1.0 / 6)).Within(1e-15));
    }

    [Test]
    public void One_in_a_hundred_features_lies_beyond_the_limit()
    {
        double[] shifted = [.. Enumerable.Range(1, 200).Select(i => (double)i)], variances = [.. Enumerable.Repeat(1.0, 200)];
        ShiftHistogram shifts = ShiftHistogram.Of(Statistics(shifted, variances, null), Statistics(new double[200], variances, 10));

        Assert.That((shifts.Limit, shifts.Beyond, shifts.Counts.Sum()), Is.EqualTo((199.0, 1, 200)));
        Assert.That(shifts.Chance, Is.Null);
    }

    [Test]
    public void Features_that_never_vary_have_no_shift()
    {
        ShiftHistogram shifts = ShiftHistogram.Of(Statistics([1, 2], [1, 1], 5), Statistics([0, 2], [0, 0], 5));

        Assert.That((shifts.Limit, shifts.Constant, shifts.Counts.Sum(), shifts.RootMeanSquare), Is.EqualTo((1.0, 2, 0, 0.0)));
    }

    private static FeatureStatistics Statistics(double[] mu, double[] variances, long? count)
    {
        double[] sigma = new double[mu.Length * mu.Length];
        for (int i = 0; i < mu.Length; i++) sigma[(i * mu.Length) + i] = variances[i];
        return new FeatureStatistics(mu, sigma, count);
    }
}
