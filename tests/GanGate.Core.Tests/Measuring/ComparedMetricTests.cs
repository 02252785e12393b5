using CsCheck;
using GanGate.Features;
using GanGate.Measuring;
using GanGate.Metrics;

namespace GanGate.Tests.Measuring;

public class ComparedMetricTests
{
    private const double Alpha = 0.05;
    private static readonly Protocol Small = new("stub", 1, 1, "stub", 10, "built-in");

    private static readonly Gen<Estimate> AnyEstimate =
        from value in Gen.Double[0, 100]
        from error in Gen.Double[0.01, 10]
        from bias in Gen.Double[0, 5]
        select new Estimate(value, error, bias, 500);

    [Test]
    public void The_difference_is_that_of_two_independent_normal_numbers()
    {
        ComparedMetric compared = Of(Metric.Fd, new Estimate(10, 0.3, 1, 500), new Estimate(12, 0.4, 2, 500));

        // 1 / 0.5: two standard errors, of which the normal distribution leaves 0.0455 outside.
        Assert.That((compared.Difference!.Rise, compared.Difference.StandardError), Is.EqualTo((1.0, 0.5)));
        Assert.That(compared.PValue, Is.EqualTo(0.0455).Within(0.0001));
        Assert.That(compared.Better, Is.EqualTo(BetterSet.A));
    }

    [Test]
    public void A_set_beside_itself_is_never_better() => AnyEstimate.Sample(score =>
    {
        ComparedMetric compared = Of(Metric.Fd, score, score);
        return compared is { PValue: 1, Better: BetterSet.Neither, Difference.Rise: 0 };
    });

    [Test]
    public void Exchanging_the_sets_exchanges_the_answer() => Gen.Select(AnyEstimate, AnyEstimate).Sample((a, b) =>
    {
        ComparedMetric one = Of(Metric.Fd, a, b), other = Of(Metric.Fd, b, a);
        return Exchanged(one.Better) == other.Better && Math.Abs(one.PValue!.Value - other.PValue!.Value) < 1e-12;
    });

    [Test]
    public void What_is_better_lower_for_a_distance_is_worse_for_a_precision()
    {
        Estimate low = new(0.1, 0.001, 0, 500), high = new(0.9, 0.001, 0, 500);

        Assert.That(Of(Metric.Kid, low, high).Better, Is.EqualTo(BetterSet.A));
        Assert.That(Of(Metric.Precision, low, high).Better, Is.EqualTo(BetterSet.B));
    }

    [Test]
    public void Without_an_error_nobody_knows()
    {
        ComparedMetric compared = Of(Metric.Fd, new Estimate(1, Count: 500), new Estimate(100, 0.1, 0, 500));

        Assert.That((compared.Obstacle, compared.Difference, compared.PValue, compared.Better), Is.EqualTo(((object?)null, (object?)null, (double?)null, BetterSet.Unknown)));
    }

    [TestCase(19, 21, false, false)]
    [TestCase(19, 19, true, false)]
    [TestCase(20, 21, true, true)]
    [TestCase(49, 51, true, true)]
    [TestCase(50, 51, true, false)]
    public void Corrected_distances_compare_from_two_samples_per_feature_on(int a, int b, bool compares, bool warned)
    {
        // Of ten features: few are below 20, many from 50 on.
        ComparedMetric compared = Of(Metric.Fd, new Estimate(1, 0.1, 0.1, a), new Estimate(2, 0.1, 0.1, b));

        Assert.That(compared.Obstacle is null, Is.EqualTo(compares));
        Assert.That(compared.Better, Is.EqualTo(compares ? BetterSet.A : BetterSet.Unknown));
        Assert.That(compared.CountWarning(Small) is not null, Is.EqualTo(warned));
    }

    [Test]
    public void A_metric_of_unknown_bias_compares_equal_counts_only()
    {
        ComparedMetric unequal = Of(Metric.Recall, new Estimate(0.5, 0.01, null, 1500), new Estimate(0.8, 0.01, null, 1000));

        Assert.That(
            unequal.Obstacle!.ToString(),
            Is.EqualTo("A has 1,500 samples and B 1,000, and what that changes is not known: take as many of each (limit 1000)"));
        Assert.That((unequal.Difference, unequal.Better), Is.EqualTo(((object?)null, BetterSet.Unknown)));
        Assert.That(Of(Metric.Recall, new Estimate(0.5, 0.01, null, 1000), new Estimate(0.8, 0.01, null, 1000)).Better, Is.EqualTo(BetterSet.B));
    }

    private static ComparedMetric Of(Metric metric, Estimate a, Estimate b) => ComparedMetric.Of(metric, Small, a, b, Alpha);

    private static BetterSet Exchanged(BetterSet better) => better switch { BetterSet.A => BetterSet.B, BetterSet.B => BetterSet.A, _ => better };
}
