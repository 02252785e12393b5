using GanGate.Features;
using GanGate.Metrics;
using GanGate.Settings;

namespace GanGate.Measuring;

/// <summary>Which of two sets of samples a metric prefers.</summary>
internal enum BetterSet
{
    /// <summary>The first.</summary>
    A,

    /// <summary>The second.</summary>
    B,

    /// <summary>Neither: what lies between them may be chance.</summary>
    Neither,

    /// <summary>Nobody can say: the counts do not compare, or an error is not known.</summary>
    Unknown,
}

/// <summary>Two sets of samples by one metric, against one reference.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="A">What the first set scores.</param>
/// <param name="B">What the second set scores.</param>
/// <param name="Alpha">The accepted chance that one is called better although none is, both ways together.</param>
internal sealed record ComparedMetric(Metric Metric, Estimate A, Estimate B, double Alpha)
{
    private Difference? _difference;

    /// <summary>Why the two numbers do not compare; null where they do.</summary>
    public Sentence? Obstacle { get; private init; }

    /// <summary>B less A, both corrected for bias; null where they do not compare or an error is not known.</summary>
    public Difference? Difference => Obstacle is null ? _difference ??= B.DifferenceFrom(A) : null;

    /// <summary>The chance of such a difference, or a larger one, either way when there is none; null where the difference is not known.</summary>
    public double? PValue => Difference is Difference known ? Math.Min(1, 2 * Math.Min(known.PValueOfRise, known.PValueOfFall)) : null;

    /// <summary>Which of the two is better by more than chance.</summary>
    public BetterSet Better =>
        PValue is not double chance ? BetterSet.Unknown
        : !(chance < Alpha) ? BetterSet.Neither
        : Difference!.Rise > 0 == Metric.HigherIsBetter ? BetterSet.B : BetterSet.A;

    /// <summary>Compares two scores as far as their counts allow.</summary>
    /// <param name="metric">The metric of both.</param>
    /// <param name="protocol">The protocol of both.</param>
    /// <param name="a">The first set.</param>
    /// <param name="b">The second set.</param>
    /// <param name="alpha">The accepted chance.</param>
    public static ComparedMetric Of(Metric metric, Protocol protocol, Estimate a, Estimate b, double alpha) => new(metric, a, b, alpha)
    {
        Obstacle = ObstacleOf(metric, protocol, a, b),
    };

    /// <summary>What there is to warn of where unequal counts are compared all the same; null for nothing.</summary>
    /// <param name="protocol">The protocol of both.</param>
    public Warning? CountWarning(Protocol protocol)
    {
        if (!Metric.IsFrechet || Obstacle is not null || A.Count == B.Count) return null;

        long enough = (long)UnequalCounts.ManyPerFeature * protocol.Dimension;
        return A.Count < enough || B.Count < enough
            ? new Warning(
                ErrorCodes.CountsDiffer,
                $"{CountsOf(A, B)}: below {ScoreFormat.Count(enough)} samples the correction for unequal counts is only fair; use the same count")
            : null;
    }

    private static Sentence? ObstacleOf(Metric metric, Protocol protocol, Estimate a, Estimate b)
    {
        // Only statistics without features state none, and of those no error is known.
        if (a.Count == b.Count || a.Count is not long ofA || b.Count is not long ofB) return null;

        long fewest = Math.Min(ofA, ofB), enough = (long)UnequalCounts.FewPerFeature * protocol.Dimension;
        if (a.Bias is null || b.Bias is null)
        {
            return $"{CountsOf(a, b)}, and what that changes is not known: take as many of each ({AsMany(fewest)})";
        }

        if (!metric.IsFrechet || fewest >= enough) return null;
        return $"{CountsOf(a, b)}, too few and too different to compare at {protocol.Dimension} features: take as many of each "
            + $"({AsMany(fewest)}), or use at least {ScoreFormat.Count(enough)}";
    }

    private static SaidSetting AsMany(long count) => Setting.Limit.At(FormattableString.Invariant($"{count}"));

    private static string CountsOf(Estimate a, Estimate b) =>
        $"A has {ScoreFormat.Count(a.Count!.Value)} samples and B {ScoreFormat.Count(b.Count!.Value)}";
}
