using GanGate.Features;

namespace GanGate.NUnit;

/// <summary>
/// The constraints as plain methods, for language versions before C# 14: <c>FidIs.NoWorseThan("baseline.json")</c>,
/// <c>!FidIs.Regressed("baseline.json")</c>, <c>FidIs.Below(limit) &amp; FidIs.KidBelow(other)</c>.
/// </summary>
public static class FidIs
{
    /// <summary>A distance of at most <paramref name="limit"/>.</summary>
    /// <exception cref="GanGateException">GG2036: the limit is negative or not finite.</exception>
    public static FidBelowConstraint Below(double limit) => new(limit);

    /// <summary>A score that has not regressed from an accepted one.</summary>
    /// <param name="baseline">The baseline file.</param>
    /// <param name="gate">Which of its gates; not needed where there is one.</param>
    public static NoWorseThanConstraint NoWorseThan(string baseline, string? gate = null) => new(baseline, gate);

    /// <summary>A score that has regressed from an accepted one; to be negated.</summary>
    /// <param name="baseline">The baseline file.</param>
    /// <param name="gate">Which of its gates; not needed where there is one.</param>
    public static RegressedConstraint Regressed(string baseline, string? gate = null) => new(baseline, gate);

    /// <summary>A distance within an amount of what follows.</summary>
    /// <exception cref="GanGateException">GG2036: the tolerance is negative or not finite.</exception>
    public static FidTolerance Within(double tolerance) => new(Limits.Amount(tolerance, "a tolerance"));

    /// <summary>A distance within an amount (<c>0.5</c>) or a percentage (<c>5%</c>) of what follows.</summary>
    /// <exception cref="GanGateException">GG2036: the tolerance is neither.</exception>
    public static FidTolerance Within(string tolerance) => new(Limits.Amount(tolerance));

    /// <summary>A Kernel Inception Distance of at most <paramref name="limit"/>.</summary>
    /// <exception cref="GanGateException">GG2036: the limit is not finite.</exception>
    public static ScoreConstraint KidBelow(double limit) => new MetricConstraint(Metric.Kid, limit);

    /// <summary>An n-gram divergence (<see cref="Jsd"/>) of at most <paramref name="limit"/>.</summary>
    /// <exception cref="GanGateException">GG2036: the limit is negative or not finite.</exception>
    public static JsdBelowConstraint JsdBelow(double limit) => new(limit);

    /// <summary>An Inception Score of at least <paramref name="limit"/>.</summary>
    /// <exception cref="GanGateException">GG2036: the limit is negative or not finite.</exception>
    public static ScoreConstraint InceptionScoreAbove(double limit) => new MetricConstraint(Metric.InceptionScore, limit);
}
