using GanGate.Measuring;
using GanGate.Training.Networks;
using GanGate.Training.Runs;

namespace GanGate.Training.Tests.Runs;

public class ModeMeterTests
{
    private const int Samples = 24;

    private Blobs _blobs = null!;

    [OneTimeSetUp]
    public void Paint() => _blobs = new Blobs();

    [OneTimeTearDown]
    public void Delete() => _blobs.Dispose();

    [Test]
    public void A_generator_that_knows_one_picture_repeats_itself_and_covers_little()
    {
        // Without a step of training the samples differ by the noise alone; a scale of zero makes them all one picture.
        (GanResult run, GanRunOptions options) = Train();
        using ModeMeter meter = ModeMeter.Open(run.Curve.Settings, options, default);
        ModeCoverage measured = meter.Measure(run.Curve, options.Folder);
        MetricsResult apart = MetricsMeasurement.Measure(
            Path.Combine(options.Folder, "generator.onnx"),
            _blobs.Folder,
            new MetricSelection(PrecisionRecall: true),
            options.Measurement with
            {
                Generator = new(Samples) { Seed = run.Curve.Settings.Seed, Distribution = Generators.LatentDistribution.Uniform },
            });

        Assert.That(measured.Samples, Is.EqualTo(Samples));
        Assert.That(measured.Coverage, Is.EqualTo(apart.PrecisionRecall!.Coverage).And.InRange(0, 1));
        Assert.That(measured.Recall, Is.EqualTo(apart.PrecisionRecall.Recall));
        Assert.That(measured.Repeated, Is.GreaterThan(Samples / 2), "an untrained generator makes nearly the same picture always");
    }

    private (GanResult Run, GanRunOptions Options) Train()
    {
        GanRunOptions options = new()
        {
            Source = _blobs.Folder,
            Folder = _blobs.Temporary("run"),
            Steps = 1,
            EvalSamples = Samples,
            Measurement = new MeasurementOptions { Protocol = "pyramid" },
        };
        return (GanTraining.Run(GanSettings.Paper(GanNetwork.Dcgan) with { Filters = 2, BatchSize = 8 }, options), options);
    }
}
