using GanGate.Measuring;
using GanGate.Metrics;

namespace GanGate.NUnit;

/// <summary>A value as a failure shows it.</summary>
internal sealed record Shown(string Text)
{
    /// <summary>A metric with its spread.</summary>
    public static Shown Of(string name, MeanAndDeviation value) =>
        new($"{name} {ScoreFormat.WithDeviation(value)}");

    /// <inheritdoc/>
    public override string ToString() => Text;
}
