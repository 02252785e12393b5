using GanGate.Gating;
using GanGate.Tool.Terminal;

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

    private sealed class StoppedClock : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
