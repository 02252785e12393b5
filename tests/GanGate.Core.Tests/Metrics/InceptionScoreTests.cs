using CsCheck;
using GanGate.Metrics;
using GanGate.Statistics;

namespace GanGate.Tests.Metrics;

public class InceptionScoreTests
{
    [TestCase("a_logits_unbiased", "isc_first")]
    [TestCase("b_logits_unbiased", "isc_second")]
    public void The_golden_logits_give_the_peers_values(string logits, string section)
    {
        float[] values = SmallFeatures.Read(logits);
        Assert.Multiple(() =>
        {
            AssertGolden(InceptionScore.Of(new FeatureTable(values, 1008)), section, "default_10_splits_shuffle_seed_2020");
            AssertGolden(InceptionScore.Of(new FeatureTable(values, 1008), shuffle: false), section, "10_splits_no_shuffle");
            AssertGolden(InceptionScore.Of(new FeatureTable(values, 1008), splits: 1, shuffle: false), section, "1_split_no_shuffle");
        });
    }

    [Test]
    public void Sure_and_different_answers_give_the_number_of_classes()
    {
        // Two splits of six images, each image surely of one of three classes: as good as three classes can be.
        InceptionScore score = InceptionScore.Of(new FeatureTable(Sure(12, 3), 3), splits: 2, shuffle: false);
        Assert.Multiple(() =>
        {
            Assert.That(score.Score.Mean, Is.EqualTo(3).Within(1e-12));
            Assert.That(score.Score.StandardDeviation, Is.Zero.Within(1e-12));
            Assert.That(score.Distance.Mean, Is.Zero.Within(1e-12), "min(6, 3) - 3");
            Assert.That(score.PaperDistance.Mean, Is.EqualTo(3).Within(1e-12), "6 - 3");
        });
    }

    [Test]
    public void With_fewer_images_than_classes_the_images_bound_the_score()
    {
        InceptionScore score = InceptionScore.Of(new FeatureTable(Sure(4, 9), 9), splits: 1);
        Assert.That(score.Score.Mean, Is.EqualTo(4).Within(1e-12));
        Assert.That(score.Distance.Mean, Is.Zero.Within(1e-12));
    }

    [Test]
    public void Images_all_alike_give_one()
    {
        float[] logits = [.. Enumerable.Repeat(new float[] { 1, -2, 5, 0.5f }, 20).SelectMany(row => row)];
        InceptionScore score = InceptionScore.Of(new FeatureTable(logits, 4));
        Assert.That(score.Score.Mean, Is.EqualTo(1).Within(1e-12));
        Assert.That(score.Distance.Mean, Is.EqualTo(1).Within(1e-12), "min(2, 4) - 1");
    }

    [Test]
    public void Splits_start_at_multiples_of_count_over_splits_rounded_down()
    {
        // 8 images in 3 splits: rows 0-1, 2-4 and 5-7. Each split's images are sure and different, so each scores its own size.
        InceptionScore score = InceptionScore.Of(new FeatureTable(Sure(8, 8), 8), splits: 3, shuffle: false);
        Assert.That(score.Score.Mean, Is.EqualTo((2 + 3 + 3) / 3.0).Within(1e-12));
        Assert.That(score.Score.StandardDeviation, Is.EqualTo(Math.Sqrt(2.0 / 9)).Within(1e-12), "population, not sample");
        Assert.That(score.StandardError, Is.EqualTo(1 / 3.0).Within(1e-12), "the deviation over sqrt(3 - 1)");
        Assert.That(InceptionScore.Of(new FeatureTable(Sure(8, 8), 8), splits: 1).StandardError, Is.Zero);
    }

    [Test]
    public void Too_few_images_and_no_splits_are_refused()
    {
        Assert.That(
            () => InceptionScore.Of(new FeatureTable(new float[6], 3)),
            Throws.TypeOf<GanGateException>().With.Message.EqualTo(
                "the Inception Score over 10 splits needs at least 10 generated images; there are 2"));
        Assert.That(() => InceptionScore.Of(new FeatureTable(new float[6], 3), splits: 0), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void It_is_the_mean_divergence_and_does_not_change_when_logits_are_shifted() =>
        Gen.Select(Gen.Float[-30, 30].Array[12], Gen.Float[-3, 3]).Sample((logits, shift) =>
        {
            double expected = Divergence(logits, 3);
            Assert.That(InceptionScore.Of(new FeatureTable(logits, 3), splits: 1).Score.Mean, Is.EqualTo(expected).Within(1e-12 * expected));

            float[] shifted = [.. logits.Select(logit => logit + shift)];
            Assert.That(InceptionScore.Of(new FeatureTable(shifted, 3), splits: 1).Score.Mean, Is.EqualTo(expected).Within(1e-4));
        });

    [Test]
    public void Fewer_images_than_splits_are_too_few() =>
        Assert.That(
            () => InceptionScore.Of(new FeatureTable(Sure(9, 2), 2)),
            Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(ErrorCodes.TooFewImages)
                .And.Message.Contains("at least 10").And.Message.Contains("there are 9"));

    private static void AssertGolden(InceptionScore score, string section, string run)
    {
        Assert.That(score.Score.Mean, Is.EqualTo(SmallFeatures.Golden(section, run, "mean")).Within(1e-12), run);
        Assert.That(score.Score.StandardDeviation, Is.EqualTo(SmallFeatures.Golden(section, run, "std")).Within(1e-12), run);
    }

    // Image i is of class i modulo classes, beyond doubt.
    private static float[] Sure(int count, int classes)
    {
        float[] logits = new float[count * classes];
        for (int i = 0; i < count; i++) logits[(i * classes) + (i % classes)] = 1000;

        return logits;
    }

    private static double Divergence(float[] logits, int classes)
    {
        double[][] p = [.. logits.Chunk(classes).Select(row =>
        {
            double[] powers = [.. row.Select(logit => Math.Exp((double)logit))];
            return powers.Select(power => power / powers.Sum()).ToArray();
        })];
        double[] mean = [.. Enumerable.Range(0, classes).Select(c => p.Average(row => row[c]))];
        return Math.Exp(p.Average(row => row.Select((value, c) => value * Math.Log(value / mean[c])).Sum()));
    }
}
