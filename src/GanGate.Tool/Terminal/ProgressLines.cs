using System.Globalization;
using GanGate.Gating;
using GanGate.Reporting;

namespace GanGate.Tool.Terminal;

/// <summary>Progress for a log: nothing for short runs, then a line every fifteen seconds, so that no build seems to hang.</summary>
internal sealed class ProgressLines(TextWriter writer, TimeProvider time) : IProgress<MeasurementProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();
    private string? _source;
    private long _started;
    private long _written;

    /// <inheritdoc/>
    public void Report(MeasurementProgress value)
    {
        lock (_lock)
        {
            if (value.Source != _source)
            {
                (_source, _started, _written) = (value.Source, time.GetTimestamp(), time.GetTimestamp());
            }

            if (time.GetElapsedTime(_written) < Interval)
            {
                return;
            }

            _written = time.GetTimestamp();
            double seconds = time.GetElapsedTime(_started).TotalSeconds;
            TimeSpan left = TimeSpan.FromSeconds(seconds / Math.Max(1, value.Done) * (value.Total - value.Done));
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"gangate : {PlainText.OneLine(value.Source)}: {value.Done:N0} of {value.Total:N0} images, {value.Done / seconds:0.#}/s, "
                + $"about {Duration.About(left)} left"));
        }
    }
}
