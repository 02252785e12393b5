using System.CommandLine;
using GanGate.Measuring;
using GanGate.Tool.Commands;
using GanGate.Tool.Terminal;
using GanGate.Training.Networks;

namespace GanGate.Tests;

public class ProgressLinesTests
{
    [Test]
    public void A_log_hears_nothing_of_short_runs_and_a_line_every_fifteen_seconds_of_long_ones()
    {
        using StringWriter log = new();
        StoppedClock clock = new();
        ProgressLines progress = new(log, clock);

        progress.Report(new MeasurementProgress("samples", 10, 1000));
        clock.Seconds = 14;
        progress.Report(new MeasurementProgress("samples", 200, 1000));
        Assert.That(log.ToString(), Is.Empty);

        clock.Seconds = 20;
        progress.Report(new MeasurementProgress("samples", 400, 1000));
        clock.Seconds = 25;
        progress.Report(new MeasurementProgress("samples", 500, 1000));

        Assert.That(log.ToString().TrimEnd(), Is.EqualTo("gangate : samples: 400 of 1,000 images, 20/s, about 30 s left"));
    }

    [Test]
    public void A_source_that_is_measured_again_has_a_rate_of_its_own()
    {
        using StringWriter log = new();
        StoppedClock clock = new();
        ProgressLines progress = new(log, clock);

        progress.Report(new MeasurementProgress("samples", 1000, 1000));
        clock.Seconds = 100;
        progress.Report(new MeasurementProgress("samples", 10, 1000));
        clock.Seconds = 116;
        progress.Report(new MeasurementProgress("samples", 160, 1000));

        Assert.That(log.ToString().TrimEnd(), Is.EqualTo("gangate : samples: 160 of 1,000 images, 10/s, about 84 s left"));
    }

    [Test]
    public void A_training_tells_how_far_its_measurements_are()
    {
        Command command = new("train");
        TrainingImageOptionSet options = new();
        options.AddTo(command);
        TerminalStreams streams = new(TextWriter.Null, TextWriter.Null, Colors: false, Interactive: false);
        Invocation invocation = new(command.Parse("photos --out run"), streams, Json: false, Progress: true, CancellationToken.None);

        Assert.That(options.Options(invocation, GanNetwork.Dcgan).Measurement.Progress, Is.InstanceOf<ProgressLines>());
        Assert.That(options.Options(invocation with { Progress = false }, GanNetwork.Dcgan).Measurement.Progress, Is.Null);
    }

    private sealed class StoppedClock : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
