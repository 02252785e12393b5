using GanGate.Features;

namespace GanGate.NUnit;

/// <summary>The constraints on shares as plain methods, for language versions before C# 14.</summary>
public static class FidHas
{
    /// <summary>A precision of at least <paramref name="limit"/>.</summary>
    /// <exception cref="GanGateException">GG2036: the limit is not from 0 to 1.</exception>
    public static ScoreConstraint PrecisionAbove(double limit) => new MetricConstraint(Metric.Precision, limit);

    /// <summary>A recall of at least <paramref name="limit"/>.</summary>
    /// <exception cref="GanGateException">GG2036: the limit is not from 0 to 1.</exception>
    public static ScoreConstraint RecallAbove(double limit) => new MetricConstraint(Metric.Recall, limit);

    /// <summary>A density of at least <paramref name="limit"/>.</summary>
    /// <exception cref="GanGateException">GG2036: the limit is negative or not finite.</exception>
    public static ScoreConstraint DensityAbove(double limit) => new MetricConstraint(Metric.Density, limit);

    /// <summary>A coverage of at least <paramref name="limit"/>.</summary>
    /// <exception cref="GanGateException">GG2036: the limit is not from 0 to 1.</exception>
    public static ScoreConstraint CoverageAbove(double limit) => new MetricConstraint(Metric.Coverage, limit);
}
