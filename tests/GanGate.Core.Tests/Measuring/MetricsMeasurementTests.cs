using GanGate.Images;
using GanGate.Measuring;
using GanGate.Metrics;
using GanGate.Statistics;
using GanGate.Tests.Gating;

namespace GanGate.Tests.Measuring;

public class MetricsMeasurementTests
{
    private static readonly MeasurementOptions Options = new() { Protocol = "pyramid" };

    private readonly TemporaryFolder _folder = new();
    private string _samples = "", _photos = "", _statistics = "", _table = "";
    private FeatureStatistics _g = null!, _r = null!;

    [OneTimeSetUp]
    public void Paint()
    {
        (_samples, _photos, _statistics, _table) = (_folder["samples"], _folder["photos"], _folder["photos.npz"], _folder["samples.npz"]);
        Write(_samples, new CountedImages(40, seed: 1, contrast: 200));
        Write(_photos, new CountedImages(50, seed: 2));
        (_g, _r) = (Measurement.Statistics(_samples, Options with { KeepFeatures = true }), Measurement.Statistics(_photos, Options with { KeepFeatures = true }));
        StatisticsFile.Write(_statistics, new FeatureStatistics(_r.Mu, _r.Sigma, _r.Count, _r.Meta));
        StatisticsFile.Write(_table, _g);
    }

    [OneTimeTearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void Without_a_choice_all_that_the_protocol_has_is_measured_from_one_set_of_features()
    {
        MetricsResult result = MetricsMeasurement.Measure(_samples, _photos, null, Options);
        (ReadOnlyMemory<float> g, ReadOnlyMemory<float> r) = (_g.Features!.Values, _r.Features!.Values);

        Assert.That(result.Distance!.Value, Is.EqualTo(FrechetDistance.Between(_g, _r).Value).Within(1e-9).Percent);
        Assert.That(result.Kernel, Is.EqualTo(KernelInceptionDistance.Between(new FeatureTable(g, _g.Dimension), new FeatureTable(r, _g.Dimension))));
        Assert.That(result.PrecisionRecall, Is.EqualTo(PrecisionRecall.Between(new FeatureTable(g, _g.Dimension), new FeatureTable(r, _g.Dimension))));
        Assert.That((result.InceptionScore, result.SpatialDistance, result.Infinity, result.Distance.StandardError), Is.EqualTo(((object?)null, (object?)null, (object?)null, (object?)null)));
        Assert.That((result.Generated, result.Reference), Is.EqualTo((new MeasuredSet(_samples, 40), new MeasuredSet(_photos, 50))));
        Assert.That(result.Protocol.Id, Is.EqualTo("pyramid"));
    }

    [Test]
    public void Statistics_are_enough_for_the_distance_and_features_for_all()
    {
        MetricsResult distance = MetricsMeasurement.Measure(_samples, _statistics, new MetricSelection(Distance: true), new MeasurementOptions());
        MetricsResult all = MetricsMeasurement.Measure(_table, _photos, null, new MeasurementOptions());

        Assert.That((distance.Kernel, distance.PrecisionRecall), Is.EqualTo(((object?)null, (object?)null)));
        Assert.That(distance.Reference, Is.EqualTo(new MeasuredSet(_statistics, 50)));
        Assert.That(all.Distance!.Value, Is.EqualTo(distance.Distance!.Value).Within(1e-9).Percent);
        Assert.That((all.Kernel, all.PrecisionRecall), Is.Not.EqualTo(((object?)null, (object?)null)));
        Assert.That(all.Generated, Is.EqualTo(new MeasuredSet(_table, 40)));
    }

    [Test]
    public void Fd_infinity_comes_with_the_error_that_it_checks()
    {
        MetricsResult result = MetricsMeasurement.Measure(_samples, _statistics, new MetricSelection(Infinity: true), Options);
        Score score = Measurement.Compare(_samples, _statistics, Options);

        Assert.That(result.Infinity!.Distances[^1], Is.EqualTo(score.Value).Within(1e-9).Percent);
        Assert.That(result.Distance!.Value, Is.EqualTo(score.Value).Within(1e-9).Percent);
        Assert.That(result.Distance.StandardError, Is.EqualTo(score.Estimate.StandardError).Within(1e-6).Percent);
        Assert.That(result.Distance.Bias, Is.EqualTo(score.Estimate.Bias).Within(1e-6).Percent);
    }

    [Test]
    public void What_a_metric_needs_is_said_before_anything_is_measured()
    {
        const string Enough = "(a statistics file is enough as the reference of fid, fdInfinity and sfid)";
        Refuses("the reference is missing: only the Inception Score (is) can do without one", _samples, null, new(Distance: true));
        Refuses($"'{_statistics}' holds only a mean and a covariance; give its images {Enough}", _samples, _statistics, new(Kernel: true));
        Refuses($"'{_statistics}' holds only a mean and a covariance; give its images {Enough}", _samples, _statistics, new(PrecisionRecall: true));
        Refuses($"'{_statistics}' holds only a mean and a covariance; give its images {Enough}", _statistics, _photos, new(Distance: true));
        Refuses($"'{_table}' holds only a mean and a covariance; give its images {Enough}", _table, _photos, new(InceptionScore: true));
    }

    [TestCase("ttur", true)]
    [TestCase("pyramid", false)]
    public void All_under_a_protocol_is_all_but_the_slow_and_the_spatial(string protocol, bool logits) =>
        Assert.That(MetricSelection.AllUnder(protocol), Is.EqualTo(new MetricSelection(true, true, logits, true)));

    [TestCase(true, false, false, false, false, false, true, false, true, false)]
    [TestCase(false, true, false, false, false, false, true, true, false, true)]
    [TestCase(false, false, true, false, false, false, false, false, false, false)]
    [TestCase(false, false, false, true, false, false, true, true, false, true)]
    [TestCase(false, false, false, false, true, false, true, false, false, false)]
    [TestCase(false, false, false, false, false, true, true, false, true, true)]
    public void A_metric_needs_a_reference_its_images_a_distance_and_features(
        bool distance, bool kernel, bool inception, bool recall, bool spatial, bool infinity,
        bool reference, bool images, bool needsDistance, bool features)
    {
        MetricSelection metrics = new(distance, kernel, inception, recall, spatial, infinity);

        Assert.That(
            (metrics.NeedsReference, metrics.NeedsReferenceImages, metrics.NeedsDistance, metrics.Parts.HasFlag(FeatureParts.Rows)),
            Is.EqualTo((reference, images, needsDistance, features)));
        Assert.That(metrics.Parts.HasFlag(FeatureParts.Logits), Is.EqualTo(inception));
        FeatureParts ofReference = (images ? FeatureParts.Rows : FeatureParts.Moments) | (spatial ? FeatureParts.Spatial : FeatureParts.Moments);
        Assert.That(metrics.OfReference, Is.EqualTo(ofReference));
    }

    private static void Refuses(string message, string generated, string? reference, MetricSelection metrics) => Assert.That(
        () => MetricsMeasurement.Measure(generated, reference, metrics, Options),
        Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(ErrorCodes.Usage).And.Message.EqualTo(message));

    private static void Write(string folder, CountedImages textures)
    {
        Directory.CreateDirectory(folder);
        for (int i = 0; i < textures.Count; i++) PngFile.Write(Path.Combine(folder, textures.NameOf(i)), textures.Decode(i));
    }
}
