using System.Globalization;
using GanGate.Measuring;
using GanGate.Reporting;

namespace GanGate.Tool.Terminal;

/// <summary>Progress for a log: nothing for short runs, then a line every fifteen seconds, so that no build seems to hang.</summary>
internal sealed class ProgressLines(TextWriter writer, TimeProvider time) : IProgress<MeasurementProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();
    private string? _source;
    private int _done;
    private long _started;
    private long _written;

    /// <summary>Those of a command that shows no bars; null where no progress is wanted.</summary>
    public static ProgressLines? For(Invocation invocation) =>
        invocation.Progress ? new ProgressLines(invocation.Streams.Error, TimeProvider.System) : null;

    /// <inheritdoc/>
    public void Report(MeasurementProgress value)
    {
        lock (_lock)
        {
            // The samples of a training are measured again and again.
            bool another = value.Source != _source || value.Done < _done;
            _done = value.Done;
            if (another)
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
