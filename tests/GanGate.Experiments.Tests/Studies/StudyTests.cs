using GanGate.Disturbances;
using GanGate.Measuring;
using GanGate.Studies;
using GanGate.Tests.Images;
using GanGate.Tests.Models;

namespace GanGate.Tests.Studies;

public class StudyTests
{
    private readonly TemporaryFolder _folder = new();

    [OneTimeSetUp]
    public void Paint() => PaintedImages.Write(_folder["photos"], count: 24, size: 16);

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void The_inception_distance_is_the_best_score_over_the_levels_minus_each()
    {
        string weights = _folder["stand-in.pth"];
        using (FileStream stream = File.Create(weights)) StandInCheckpoint.Write(stream);
        MeasurementOptions measurement = new() { Protocol = "ttur", Weights = weights, Device = "cpu", Feature = "64" };
        StudiedDisturbance noise = StudyMeasurement.Run(_folder["photos"], new StudyOptions
        {
            Measurement = measurement,
            Disturbances = [(DisturbanceKind.Noise, [0, 0.75])],
        }).Disturbances.Single();
        MetricsResult known = MetricsMeasurement.Measure(
            _folder["photos"], _folder["photos"], new MetricSelection(Distance: true, InceptionScore: true), measurement);

        Assert.That(noise.Levels[0].InceptionScore, Is.EqualTo(known.InceptionScore!.Score.Mean));
        double error = known.InceptionScore.Score.StandardDeviation / 3;
        Assert.That(noise.Levels[0].InceptionStandardError, Is.EqualTo(error).Within(1e-12), "over 10 splits");
        Assert.That(noise.Levels[0].Distance, Is.EqualTo(known.Distance!.Value).Within(1e-9));
        double best = noise.Levels.Max(level => level.InceptionScore!.Value);
        Assert.That(noise.Levels.Select(level => level.InceptionDistance), Is.EqualTo(noise.Levels.Select(level => best - level.InceptionScore)));
        Assert.That(noise.Levels[0].InceptionScore, Is.Not.EqualTo(noise.Levels[1].InceptionScore));
        Assert.That(noise.InceptionTrend, Is.Not.Null);
    }

    [Test]
    public void Statistics_can_be_neither_disturbed_nor_contaminate()
    {
        string statistics = _folder["photos.npz"];
        MeasurementOptions measurement = new() { Protocol = "pyramid" };
        GanGate.Statistics.StatisticsFile.Write(statistics, Measurement.Statistics(_folder["photos"], measurement));
        StudyOptions options = new() { Measurement = measurement, Disturbances = [(DisturbanceKind.Contamination, [0, 0.5])] };

        Assert.That(
            () => StudyMeasurement.Run(statistics, options),
            Throws.TypeOf<GanGateException>().With.Message.Contains("no images that could be disturbed"));
        Assert.That(
            () => StudyMeasurement.Run(_folder["photos"], options with { ContaminateWith = statistics }),
            Throws.TypeOf<GanGateException>().With.Message.Contains("no images to contaminate with"));
    }
}
