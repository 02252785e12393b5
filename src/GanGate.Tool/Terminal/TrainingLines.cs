using System.Globalization;
using GanGate.Measuring;
using GanGate.Training.Runs;

namespace GanGate.Tool.Terminal;

/// <summary>The progress of a training: a line at each evaluation, and every fifteen seconds between.</summary>
internal sealed class TrainingLines(TextWriter writer, TimeProvider time) : IProgress<GanProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private long _written = time.GetTimestamp();

    /// <summary>Those of a command; null where no progress is wanted.</summary>
    public static TrainingLines? For(Invocation invocation) =>
        invocation.Progress ? new TrainingLines(invocation.Streams.Error, TimeProvider.System) : null;

    /// <inheritdoc/>
    public void Report(GanProgress value)
    {
        if (value.Evaluation is null && time.GetElapsedTime(_written) < Interval) return;
        _written = time.GetTimestamp();
        StepLosses losses = value.Losses;
        double left = (value.Steps - value.Step) / value.StepsPerSecond;
        string score = value.Evaluation is CurvePoint point ? $", score {ScoreFormat.WithError(point.Score, point.StandardError)}" : "";
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"gangate : step {value.Step:N0} of {value.Steps:N0}{score}: losses {losses.Discriminator:G4} and {losses.Generator:G4}, "
            + $"gradient norms {losses.DiscriminatorNorm:G3} and {losses.GeneratorNorm:G3}, {value.StepsPerSecond:G3} steps/s, about {left:0} s left"));
    }
}
