using GanGate.Measuring;
using GanGate.NUnit;
using GanGate.Statistics;
using NUnit.Framework.Constraints;

namespace GanGate.Tests;

public class OtherMetricsTests
{
    [Test]
    public void Kernel_distance_precision_and_recall_are_those_that_the_metrics_command_shows()
    {
        MetricsResult expected = MetricsMeasurement.Measure(Demo.Pictures.Good, Demo.Pictures.Reference, metrics: null, Demo.Pyramid);
        MetricsResult measured = Demo.WithImages.MeasureMetrics();

        Assert.That(measured.Kernel, Is.EqualTo(expected.Kernel));
        Assert.That(measured.PrecisionRecall, Is.EqualTo(expected.PrecisionRecall));
        Assert.That(Demo.WithImages, Is.KidBelow(expected.Kernel!.Subset.Mean + 1e-9).And.Not.KidBelow(expected.Kernel.Subset.Mean - 1e-9));
        Assert.That(Demo.WithImages, Has.PrecisionAbove(expected.PrecisionRecall!.Precision).And.RecallAbove(expected.PrecisionRecall.Recall));
    }

    [Test]
    public void They_are_measured_once_for_all_assertions()
    {
        MetricsResult first = Demo.WithImages.MeasureMetrics();

        Assert.That(Demo.WithImages.MeasureMetrics(), Is.SameAs(first));
    }

    [Test]
    public void Features_in_statistics_files_serve_as_images()
    {
        string samples = WithFeatures("samples.npz", Demo.Pictures.Good), reference = WithFeatures("photos.npz", Demo.Pictures.Reference);

        Assert.That(Fid.Measure(samples, reference).MeasureMetrics().Kernel, Is.EqualTo(Demo.WithImages.MeasureMetrics().Kernel));

        static string WithFeatures(string name, string images)
        {
            string path = Path.Combine(Directory.CreateDirectory(Path.Combine(Demo.Home, "features")).FullName, name);
            StatisticsFile.Write(path, Measurement.Statistics(images, Demo.Pyramid with { KeepFeatures = true }));
            return path;
        }
    }

    private static IEnumerable<TestCaseData> Rules()
    {
        yield return Case(Is.KidBelow(0.03), Is.KidBelow(0.01), 0.02, "GG1020: KID is 0.02, above the limit of 0.01 by 0.01 (100 %)", "<KID 0.0200 ± 0.0010>");
        yield return Case(
            Is.InceptionScoreAbove(7), Is.InceptionScoreAbove(10), 8, "GG1021: the Inception Score is 8, below the limit of 10 by 2 (20 %)", "<Inception Score 8.00 ± 0.10>");
        yield return Case(
            Has.PrecisionAbove(0.7), Has.PrecisionAbove(0.75), 0.7, "GG1022: the precision is 0.7, below the limit of 0.75 by 0.05 (6.7 %)", "<precision 0.7, k = 3>");
        yield return Case(Has.RecallAbove(0.5), Has.RecallAbove(0.8), 0.5, "GG1023: the recall is 0.5, below the limit of 0.8 by 0.3 (37.5 %)", "<recall 0.5, k = 3>");
        yield return Case(Has.DensityAbove(0.8), Has.DensityAbove(1.2), 0.9, "GG1025: the density is 0.9, below the limit of 1.2 by 0.3 (25 %)", "<density 0.9, k = 5>");
        yield return Case(Has.CoverageAbove(0.6), Has.CoverageAbove(0.9), 0.8, "GG1026: the coverage is 0.8, below the limit of 0.9 by 0.1 (11.1 %)", "<coverage 0.8, k = 5>");

        static TestCaseData Case(Constraint kept, Constraint broken, double value, string message, string actual) =>
            new TestCaseData(kept, broken, value, message, actual).SetArgDisplayNames(kept.Description);
    }

    [TestCaseSource(nameof(Rules))]
    public void A_rule_holds_for_a_result_and_for_a_number(Constraint kept, Constraint broken, double value, string message, string actual)
    {
        Assert.That(Results.WithMetrics(), kept);
        Assert.That(value, kept);
        Assert.That(broken.ApplyTo(value).IsSuccess, Is.False);
        Assert.That(Results.FailureOf(() => Assert.That(Results.WithMetrics(), broken)), Does
            .Contain("Expected: " + broken.Description).And
            .Contain("But was:  " + actual).And
            .Contain(message).And
            .Contain("score      FID-10k 12.00 ± 0.20").And
            .Contain("reference  photos.npz (50,000 images)").And
            .Contain("docs/errors.md#" + message[..6].ToLowerInvariant()));
    }

    [Test]
    public void Plain_methods_give_the_same_rules()
    {
        FidResult result = Results.WithMetrics();

        Assert.That(result, FidIs.KidBelow(0.03));
        Assert.That(result, FidIs.InceptionScoreAbove(7));
        Assert.That(result, FidHas.PrecisionAbove(0.6));
        Assert.That(result, FidHas.RecallAbove(0.4));
        Assert.That(result, FidHas.DensityAbove(0.8) & FidHas.CoverageAbove(0.6));
        Assert.That(result, FidIs.Within(1).Of(12));
        Assert.That(Demo.Good, FidIs.NoWorseThan(Demo.Baseline) & !FidIs.Regressed(Demo.Baseline));
    }

    [Test]
    public void Senseless_limits_are_refused()
    {
        Assert.That(() => Is.KidBelow(double.NaN), Throws.TypeOf<GanGateException>().With.Message.StartsWith("GG2036: the limit of a kernel distance"));
        Assert.That(() => Is.InceptionScoreAbove(-1), Throws.TypeOf<GanGateException>().With.Message.StartsWith("GG2036: the limit of an Inception Score"));
        Assert.That(() => Has.PrecisionAbove(1.1), Throws.TypeOf<GanGateException>().With.Message.StartsWith("GG2036: the limit of a precision"));
        Assert.That(() => Has.DensityAbove(-1), Throws.TypeOf<GanGateException>().With.Message.StartsWith("GG2036: the limit of a density must be a number of at least 0"));
        Assert.That(() => Has.CoverageAbove(2), Throws.TypeOf<GanGateException>().With.Message.StartsWith("GG2036: the limit of a coverage must be a number from 0 to 1"));
        Assert.That(() => Has.RecallAbove(-0.1), Throws.TypeOf<GanGateException>().With.Message.StartsWith("GG2036: the limit of a recall"));
    }

    [Test]
    public void Features_without_images_have_no_inception_score()
    {
        FidResult score = Results.Of(12), features = Results.Of(12, metrics: new MetricsResult
        {
            Protocol = score.Score.Protocol,
            Generated = score.Score.Generated,
            Reference = score.Score.Reference,
        });

        Assert.That(
            () => Is.InceptionScoreAbove(7).ApplyTo(features),
            Throws.TypeOf<GanGateException>().With.Message.StartsWith(
                "GG2037: the Inception Score classifies the images, but 'samples' holds features and no images: measure the images"));
    }

    [Test]
    public void A_reference_of_statistics_has_no_kernel_distance() => Assert.That(
        () => Is.KidBelow(1).ApplyTo(Demo.Good),
        Throws.TypeOf<GanGateException>().With.Message.StartsWith($"GG2037: '{Demo.Statistics}' holds only a mean and a covariance"));

    [Test]
    public void A_reference_of_statistics_that_leaves_the_inception_score_has_no_precision()
    {
        FidResult result = Results.Of(12, metrics: Results.WithMetrics().MeasureMetrics() with { PrecisionRecall = null, Kernel = null });

        Assert.That(result, Is.InceptionScoreAbove(7));
        Assert.That(
            () => Has.PrecisionAbove(0.5).ApplyTo(result),
            Throws.TypeOf<GanGateException>().With.Message.StartsWith("GG2037: the precision compares single images, but 'photos.npz' holds"));
        Assert.That(() => Is.KidBelow(0.5).ApplyTo(result), Throws.TypeOf<GanGateException>().With.Message.StartsWith("GG2037: the kernel distance"));
    }

    [Test]
    public void Other_protocols_have_no_inception_score() => Assert.That(
        () => Is.InceptionScoreAbove(1).ApplyTo(Demo.WithImages),
        Throws.TypeOf<GanGateException>().With.Message.StartsWith("GG3008: the Inception Score and sFID exist only under the Inception protocols"));
}
