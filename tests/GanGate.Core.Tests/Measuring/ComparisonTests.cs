using GanGate.Features;
using GanGate.Measuring;
using GanGate.Metrics;
using GanGate.Statistics;
using GanGate.Tests.Metrics;

namespace GanGate.Tests.Measuring;

public class ComparisonTests
{
    private const int Dimension = 3, Count = 40;

    [Test]
    public void Every_metric_has_an_estimate_of_the_numbers_that_its_own_computation_gives()
    {
        Comparison compared = new(SetOf(1, logits: true), SetOf(2), CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(Metric.BesideDistance.All(compared.Has), Is.True);
            Assert.That(compared.EstimateOf(Metric.Fd), Is.EqualTo(compared.Estimate));
            Assert.That(
                compared.EstimateOf(Metric.Kid), Is.EqualTo(new Estimate(compared.Kernel.Subset.Mean, compared.Kernel.StandardError, 0, Count)));
            MaximumMeanDiscrepancy discrepancy = compared.Discrepancy;
            Assert.That(
                compared.EstimateOf(Metric.Cmmd), Is.EqualTo(new Estimate(discrepancy.Value, discrepancy.StandardError, discrepancy.Bias, Count)));
            Assert.That(
                compared.EstimateOf(Metric.InceptionScore),
                Is.EqualTo(new Estimate(compared.InceptionScore.Score.Mean, compared.InceptionScore.StandardError, null, Count)));
            PrecisionRecall found = compared.PrecisionRecall;
            Assert.That(compared.EstimateOf(Metric.Precision), Is.EqualTo(new Estimate(found.Precision, found.Errors.Precision, 0, Count)));
            Assert.That(compared.EstimateOf(Metric.Recall), Is.EqualTo(new Estimate(found.Recall, found.Errors.Recall, null, Count)));
            Assert.That(compared.EstimateOf(Metric.Density), Is.EqualTo(new Estimate(found.Density, found.Errors.Density, 0, Count)));
            Assert.That(compared.EstimateOf(Metric.Coverage), Is.EqualTo(new Estimate(found.Coverage, found.Errors.Coverage, null, Count)));
        });
    }

    [Test]
    public void It_says_what_the_two_sets_hold_enough_for()
    {
        Comparison statistics = new(SetOf(1), FeatureSet.Of(SetOf(2).Statistics), CancellationToken.None);
        Comparison alone = new(SetOf(1, logits: true), null, CancellationToken.None);
        Comparison features = new(SetOf(1), SetOf(2), CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(Having(statistics), Is.EqualTo(new[] { Metric.Fd }));
            Assert.That(Having(alone), Is.EqualTo(new[] { Metric.InceptionScore }));
            Assert.That(Having(features), Is.EqualTo(new[] { Metric.Fd, Metric.Kid, Metric.Precision, Metric.Recall, Metric.Density, Metric.Coverage }));
            Assert.That(features.Has(Metric.Jsd), Is.False);
            Assert.That(() => features.EstimateOf(Metric.Jsd), Throws.InstanceOf<ArgumentOutOfRangeException>());
        });
    }

    [Test]
    public void Under_the_protocol_of_CMMD_the_score_is_that_and_no_distance()
    {
        Comparison compared = new(SetOf(1, protocol: "cmmd"), SetOf(2, protocol: "cmmd"), CancellationToken.None);
        Assert.That(compared.Estimate, Is.EqualTo(compared.EstimateOf(Metric.Cmmd)));
        Assert.That((compared.Value, compared.Influence), Is.EqualTo((compared.Discrepancy.Value, compared.Discrepancy.Influence)));
        Comparison distance = new(SetOf(1), SetOf(2), CancellationToken.None);
        Assert.That((distance.Value, distance.Influence), Is.EqualTo((distance.Distance.Value, distance.Error?.Influence)));
    }

    private static IEnumerable<Metric> Having(Comparison compared) => new[] { Metric.Fd }.Concat(Metric.BesideDistance).Where(compared.Has);

    private static FeatureSet SetOf(int seed, bool logits = false, string? protocol = null)
    {
        float[] features = RandomFeatures.Smooth(seed, Count, Dimension);
        MomentAccumulator moments = new(Dimension);
        moments.Add(features);
        FeatureStatistics statistics = moments.ToMoments().ToStatistics(
            protocol is null ? null : new StatisticsMeta(protocol, "sha256:0", Dimension, DateTimeOffset.UnixEpoch, "1"));
        return new FeatureSet(() => statistics)
        {
            Features = features,
            Logits = logits ? RandomFeatures.Smooth(seed + 100, Count, 5) : (ReadOnlyMemory<float>?)null,
            Run = new FeatureRun(Count, 0, 0),
        };
    }
}
