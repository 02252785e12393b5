using GanGate.Features;
using GanGate.Metrics;
using GanGate.Statistics;

namespace GanGate.Gating;

/// <summary>One side of a comparison when it was measured: its moments, and its features where it came as images.</summary>
/// <param name="Statistics">The moments.</param>
/// <param name="Run">Where the time went.</param>
/// <param name="Buffer">The features; null for a statistics file, which may hold them itself, or when they were not kept.</param>
internal sealed record MeasuredSide(FeatureStatistics Statistics, FeatureRun Run, FeatureBuffer? Buffer) : IDisposable
{
    /// <summary>The features as rows.</summary>
    /// <param name="set">What messages call the set.</param>
    /// <param name="cancellation">Ends long work on them.</param>
    public FeatureRows? Rows(string set, CancellationToken cancellation) =>
        (Buffer?.Values ?? Statistics.Features?.Values) is ReadOnlyMemory<float> values
            ? new FeatureRows(values, Statistics.Dimension, set, cancellation)
            : null;

    /// <inheritdoc/>
    public void Dispose() => Buffer?.Dispose();
}
