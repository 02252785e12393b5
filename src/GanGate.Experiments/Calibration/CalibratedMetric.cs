using System.Text.Json.Serialization;
using GanGate.Features;
using GanGate.Metrics;

namespace GanGate.Calibration;

/// <summary>What good samples score by one metric, and the limit that follows.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Good">The good samples, on average where there are several runs.</param>
/// <param name="Runs">How many runs there are.</param>
/// <param name="Limit">
/// The tightest limit that good samples of this count fail with the accepted chance, plus the allowance; rounded away from them.
/// </param>
/// <param name="Alpha">That chance.</param>
public sealed record CalibratedMetric([property: JsonIgnore] Metric Metric, Estimate Good, int Runs, double Limit, double Alpha)
{
    // A limit is written with one digit more than its error says.
    private const double Digits = 0.1;

    /// <summary>The metric's name in reports: fid, kid.</summary>
    public string Id => Metric.Id;

    /// <summary>Whether the limit is a least value, and not a largest one.</summary>
    public bool IsLeast => Metric.HigherIsBetter;

    /// <summary>By how much the limit lies beyond the good samples; at least 0.</summary>
    [JsonIgnore]
    internal double Threshold => Sign * (Limit - Good.Value);

    /// <summary>By how much a score is worse than another.</summary>
    internal double Rise(Estimate from, Estimate to) => Sign * (to.Value - from.Value);

    /// <summary>The variance of a new score less the good samples', the new one's own left out.</summary>
    [JsonIgnore]
    internal double VarianceOfLimit { get; private init; }

    /// <summary>The rise above accepted samples at which a gate with a baseline fails.</summary>
    [JsonIgnore]
    internal double BaselineThreshold { get; private init; }

    // A fall of what should be high is a rise of its fault.
    private int Sign => Metric.HigherIsBetter ? -1 : 1;

    /// <summary>The limit of some runs.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="runs">At least one; three or more show how trainings scatter.</param>
    /// <param name="rules">What the limit has to keep.</param>
    internal static CalibratedMetric Of(Metric metric, IReadOnlyList<Estimate> runs, CalibrationRules rules)
    {
        Estimate good = runs.Count == 1 ? runs[0] : Estimate.MeanOf(runs);
        Difference next = runs[0].DifferenceFrom(runs) ?? throw new InvalidOperationException("the errors of good samples are not known");
        double chance = ChanceOf(next, runs[0], good, rules.Alpha), size = Math.Max(0, good.Corrected);
        int sign = metric.HigherIsBetter ? -1 : 1;
        double limit = good.Value + (sign * (chance + rules.Allowance.Of(size)));
        double step = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(chance, double.Epsilon)))) * Digits;
        double own = runs[0].StandardError!.Value;
        return new CalibratedMetric(metric, good, runs.Count, sign * Rounded(sign * limit, step), rules.Alpha)
        {
            VarianceOfLimit = Math.Max(0, (next.StandardError * next.StandardError) - (own * own)),
            BaselineThreshold = Math.Max(rules.BaselineAllowance.Of(size), chance),
        };
    }

    /// <summary>
    /// The rise that the next good samples have with the chance alpha. Their error is not known yet, so it is taken from the good samples, and
    /// of these a set that scores low by chance has an error that is low by chance, by a covariance of the third cumulant k (docs/statistics.md).
    /// So the rise d solves d^2 = z^2 (s^2 + (k + k) d / s^2), where a test of two measured sets, in which this cancels, has d = z s.
    /// </summary>
    private static double ChanceOf(Difference next, Estimate run, Estimate good, double alpha)
    {
        double rise = next.SignificantRise(alpha);
        if (next.Freedom is not null || !(rise > 0)) return rise;

        double z = rise / next.StandardError, cumulants = Math.Max(0, (run.ThirdCumulant + good.ThirdCumulant) ?? 0);
        double half = z * z * cumulants / (2 * next.StandardError * next.StandardError);
        return half + Math.Sqrt((half * half) + (rise * rise));
    }

    // By decimals, so that 0.3 is not 0.30000000000000004.
    private static double Rounded(double value, double step) =>
        step > 1e-20 && value / step < 1e15 ? (double)(Math.Ceiling((decimal)(value / step)) * (decimal)step) : value;
}
