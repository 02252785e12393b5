using GanGate.Features;
using GanGate.Measuring;
using GanGate.Metrics;

namespace GanGate.Gating;

/// <summary>The rule of a baseline for a metric beside the distance: worse by more than is allowed, and by more than chance, fails.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Runs">Its accepted estimates.</param>
/// <param name="Allowance">How much worse passes without question.</param>
/// <param name="Alpha">The chance of a false alarm when nothing is worse.</param>
internal sealed record MetricRegressionRule(Metric Metric, IReadOnlyList<Estimate> Runs, Allowance Allowance, double Alpha)
{
    /// <summary>Applies the rule.</summary>
    /// <exception cref="GanGateException">GG2015: the two cannot be compared.</exception>
    public Check Judge(Score score)
    {
        RequireComparableCounts(score.Generated.Count);
        Estimate measured = score.Metrics[Metric.Id];
        double accepted = Runs.Average(run => run.Value), allowed = Allowance.Of(Math.Abs(accepted));
        Difference? test = Worsening(measured).DifferenceFrom([.. Runs.Select(Worsening)]);
        double rise = test?.Rise ?? (Metric.HigherIsBetter ? accepted - measured.Value : measured.Value - accepted);
        Regression regression = new(accepted, rise, allowed, Runs.Count, test?.StandardError, test?.PValueOfRise, Alpha);
        return new Check(ErrorCodes.Regressed, !regression.Regressed, Describe(Metric.NameUnder(score.Protocol), regression))
        {
            Regression = regression,
            Metric = Metric,
        };
    }

    /// <summary>Refuses unequal counts where the metric depends on them in a way that is not known.</summary>
    /// <exception cref="GanGateException">GG2015.</exception>
    public void RequireComparableCounts(long? samples)
    {
        if (Runs.FirstOrDefault(run => run.Bias is null && run.Count != samples) is not Estimate other) return;

        throw new GanGateException(
            ErrorCodes.CountsNotComparable,
            $"{Metric.Published} depends on the number of images: the baseline has it of {CountOf(other.Count)}, and there are {CountOf(samples)}; "
            + "measure as many, or accept a new baseline");

        static string CountOf(long? count) => count is long known ? ScoreFormat.Count(known) : "a number that is not stated";
    }

    // Where higher is better, worse is a rise of the negative.
    private Estimate Worsening(Estimate one) => Metric.HigherIsBetter ? one with { Value = -one.Value, Bias = -one.Bias } : one;

    private string Describe(string name, Regression regression)
    {
        double error = regression.StandardError ?? Math.Abs(regression.Accepted) / 1000;
        string side = (regression.Rise > 0) ^ Metric.HigherIsBetter ? "above" : "below";
        string text = $"{name} is {ScoreFormat.Pair(Math.Abs(regression.Rise), error)} {side} the baseline of "
            + $"{ScoreFormat.WithError(regression.Accepted, error)}: {(regression.AboveAllowance ? "worse by more than" : "within")} "
            + $"the {ScoreFormat.Number(regression.Allowed)} allowed ({Allowance})";
        return text + RegressionRule.Significance(regression);
    }
}
