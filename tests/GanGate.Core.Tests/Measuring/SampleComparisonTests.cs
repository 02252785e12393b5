using GanGate.Features;
using GanGate.Images;
using GanGate.Measuring;
using GanGate.Statistics;
using GanGate.Tests.Gating;

namespace GanGate.Tests.Measuring;

public class SampleComparisonTests
{
    private const double Alpha = 0.01;
    private static readonly MeasurementOptions Options = new() { Protocol = "pyramid" };

    private readonly TemporaryFolder _folder = new();
    private string _good = "", _spoiled = "", _fewer = "", _photos = "", _statistics = "", _features = "";

    [OneTimeSetUp]
    public void Paint()
    {
        (_good, _spoiled, _fewer, _photos) = (_folder["good"], _folder["spoiled"], _folder["fewer"], _folder["photos"]);
        (_statistics, _features) = (_folder["photos.npz"], _folder["good.npz"]);
        Write(_good, new CountedImages(60, seed: 1));
        Write(_spoiled, new CountedImages(60, seed: 3, contrast: 30));
        Write(_fewer, new CountedImages(50, seed: 4));
        Write(_photos, new CountedImages(60, seed: 2));
        FeatureStatistics reference = Measurement.Statistics(_photos, Options);
        StatisticsFile.Write(_statistics, reference);
        StatisticsFile.Write(_features, Measurement.Statistics(_good, Options with { KeepFeatures = true }));
    }

    [OneTimeTearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void A_set_beside_itself_differs_by_nothing()
    {
        ComparedSamples result = Measure(_good, _features, _photos);

        Assert.That(result.Metrics.Select(metric => metric.Metric.Id), Is.EqualTo(new[] { "fd", "kid", "precision", "recall", "density", "coverage" }));
        Assert.That(result.Metrics.Select(metric => metric.Better), Is.All.EqualTo(BetterSet.Neither));
        Assert.That(result.Metrics.Select(metric => metric.Difference!.Rise), Is.All.EqualTo(0).Within(1e-9));
        Assert.That(result.Metrics.Select(metric => metric.PValue), Is.All.EqualTo(1).Within(1e-6));
    }

    [Test]
    public void The_spoiled_set_is_the_worse_one_on_either_side()
    {
        ComparedSamples first = Measure(_good, _spoiled, _photos), second = Measure(_spoiled, _good, _photos);

        Assert.That((first.Metrics[0].Better, second.Metrics[0].Better), Is.EqualTo((BetterSet.A, BetterSet.B)));
        Assert.That(first.Metrics.Single(metric => metric.Metric == Metric.Coverage).Better, Is.Not.EqualTo(BetterSet.B));
        Assert.That((first.A, first.B, first.Reference), Is.EqualTo((new MeasuredSet(_good, 60), new MeasuredSet(_spoiled, 60), new MeasuredSet(_photos, 60))));
    }

    [Test]
    public void The_distances_are_those_that_each_set_has_alone()
    {
        ComparedSamples result = Measure(_good, _spoiled, _statistics);
        Score good = Measurement.Compare(_good, _statistics, Options), spoiled = Measurement.Compare(_spoiled, _statistics, Options);

        Assert.That(result.Metrics.Single().A, Is.EqualTo(good.Estimate));
        Assert.That(result.Metrics.Single().B, Is.EqualTo(spoiled.Estimate));
        Assert.That(result.Metrics[0].Difference!.Rise, Is.EqualTo(spoiled.Estimate.Corrected - good.Estimate.Corrected).Within(1e-9));
    }

    [Test]
    public void Only_the_metrics_that_are_named_stand_beside_the_distance() => Assert.That(
        Measure(_good, _spoiled, _photos, Metric.Recall, Metric.Kid).Metrics.Select(metric => metric.Metric.Id), Is.EqualTo(new[] { "fd", "kid", "recall" }));

    [Test]
    public void Of_unequal_counts_only_what_has_no_bias_compares()
    {
        Dictionary<string, bool> compares = Measure(_good, _fewer, _photos).Metrics.ToDictionary(metric => metric.Metric.Id, metric => metric.Obstacle is null);

        Assert.That(compares.Where(metric => metric.Value).Select(metric => metric.Key), Is.EqualTo(new[] { "kid", "precision", "density" }));
    }

    [Test]
    public void Where_nothing_compares_there_is_an_error()
    {
        GanGateException error = Assert.Throws<GanGateException>(() => Measure(_good, _fewer, _statistics))!;

        Assert.That(error.Error, Is.EqualTo(ErrorCodes.CountsNotComparable));
        Assert.That(error.Message, Does.StartWith("A has 60 samples and B 50, too few and too different to compare at ").And.Contain("(limit 50)"));
    }

    [Test]
    public void A_metric_that_cannot_be_had_is_refused_before_anything_is_measured()
    {
        Refuses($"'{_statistics}' holds only a mean and a covariance: kid needs its images, or statistics with withFeatures", _good, _statistics, Metric.Kid);
        Refuses($"'{_features}' holds statistics, and no images: inceptionScore needs images", _features, _photos, Metric.InceptionScore);
    }

    private ComparedSamples Measure(string a, string b, string reference, params Metric[] metrics) =>
        SampleComparison.Measure(a, b, reference, metrics.Length == 0 ? null : metrics, Alpha, Options);

    private void Refuses(string message, string a, string reference, Metric metric) => Assert.That(
        () => Measure(a, _spoiled, reference, metric),
        Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(ErrorCodes.Usage).And.Message.EqualTo(message));

    private static void Write(string folder, CountedImages textures)
    {
        Directory.CreateDirectory(folder);
        for (int i = 0; i < textures.Count; i++) PngFile.Write(Path.Combine(folder, textures.NameOf(i)), textures.Decode(i));
    }
}
