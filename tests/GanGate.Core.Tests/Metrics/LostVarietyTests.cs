using CsCheck;
using GanGate.Metrics;
using GanGate.Statistics;

namespace GanGate.Tests.Metrics;

/// <summary>What a limit lets pass, in closed form and measured.</summary>
public class LostVarietyTests
{
    private const int Dimension = 6;

    [TestCase(0, 0)]
    [TestCase(1, 0.19)] // (1 - sqrt 0.81)^2 of 100 is 1
    [TestCase(25, 0.75)]
    [TestCase(99, 0.999975)]
    [TestCase(100, 1)]
    [TestCase(500, 1)]
    [TestCase(-1, 0)]
    public void The_share_follows_from_limit_and_variance(double limit, double share) =>
        Assert.That(LostVariety.Of(limit, 100)?.Share, Is.EqualTo(share).Within(1e-6));

    [TestCase(null)]
    [TestCase(0.0)]
    public void Without_variance_nothing_is_said(double? variance) => Assert.That(LostVariety.Of(1, variance), Is.Null);

    /// <summary>Features drawn nearer to their mean have the score at which just their loss passes.</summary>
    [Test]
    public void Samples_that_lost_variety_score_what_is_said_of_them() => Gen.Select(Gen.Double[0.01, 0.99], Gen.Int[2, 40], Gen.Int).Sample((kept, count, seed) =>
    {
        float[][] features = Features(count, seed);
        FeatureStatistics reference = StatisticsOf(features);

        double limit = FrechetDistance.Between(StatisticsOf(Drawn(features, Math.Sqrt(kept))), reference).Value;

        Assert.That(LostVariety.Of(limit, reference.TotalVariance)?.Share, Is.EqualTo(1 - kept).Within(1e-4));
    }, iter: 200);

    [Test]
    public void One_picture_over_and_over_scores_the_variance()
    {
        float[][] features = Features(30, 7);
        FeatureStatistics reference = StatisticsOf(features);

        double score = FrechetDistance.Between(StatisticsOf(Drawn(features, 0)), reference).Value;

        Assert.That(score, Is.EqualTo(reference.TotalVariance).Within(1e-5 * score));
        Assert.That(LostVariety.Of(reference.TotalVariance, reference.TotalVariance)?.IsAll, Is.True);
    }

    [TestCase(8.57, false)] // half of it goes at (1 - sqrt 0.5)^2 of the variance
    [TestCase(8.58, true)]
    public void Half_of_the_variance_is_much(double limit, bool much) => Assert.That(LostVariety.Of(limit, 100)?.IsMuch, Is.EqualTo(much));

    [TestCase(0, "lets samples pass that have lost 0 % of their variety, were nothing else wrong")]
    [TestCase(1e-6, "lets samples pass that have lost less than 0.1 % of their variety, were nothing else wrong")]
    [TestCase(0.0159, "lets samples pass that have lost 2.5 % of their variety, were nothing else wrong")]
    [TestCase(4.53, "lets samples pass that have lost 38 % of their variety, were nothing else wrong")]
    [TestCase(99.9, "lets samples pass that have lost more than 99 % of their variety, were nothing else wrong")]
    [TestCase(100, "lets one picture over and over pass")]
    public void It_is_said_in_words(double limit, string words) => Assert.That(LostVariety.Of(limit, 100).ToString(), Is.EqualTo(words));

    private static float[][] Features(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, Dimension).Select(i => (float)((i + 1) * (random.NextDouble() - 0.3))).ToArray())];
    }

    private static float[][] Drawn(float[][] features, double factor)
    {
        double[] mean = [.. Enumerable.Range(0, Dimension).Select(i => features.Average(row => (double)row[i]))];
        return [.. features.Select(row => row.Select((value, i) => (float)(mean[i] + (factor * (value - mean[i])))).ToArray())];
    }

    private static FeatureStatistics StatisticsOf(float[][] features)
    {
        int count = features.Length;
        double[] mean = [.. Enumerable.Range(0, Dimension).Select(i => features.Average(row => (double)row[i]))];
        double[] sigma = [.. Enumerable.Range(0, Dimension * Dimension).Select(at => features
            .Sum(row => (row[at / Dimension] - mean[at / Dimension]) * (row[at % Dimension] - mean[at % Dimension])) / (count - 1))];
        return new FeatureStatistics(mean, sigma, count);
    }
}
