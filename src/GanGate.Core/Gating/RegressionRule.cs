using GanGate.Features;
using GanGate.Measuring;
using GanGate.Metrics;
using GanGate.Settings;

namespace GanGate.Gating;

/// <summary>The rule of a baseline: a gate fails when the rise is both more than is allowed and more than chance.</summary>
/// <param name="Baseline">What was accepted.</param>
/// <param name="Allowance">How much higher passes without question.</param>
/// <param name="Alpha">The chance of a false alarm when nothing rose.</param>
internal sealed record RegressionRule(BaselineEntry Baseline, Allowance Allowance, double Alpha)
{
    private const long MostSamples = 1_000_000_000;

    // More new samples alone spare a person a new baseline, as long as they are not many times as many.
    private const int WorthIt = 4;

    /// <summary>Applies the rule.</summary>
    /// <exception cref="GanGateException">GG3001, GG2008 or GG2015: the two cannot be compared.</exception>
    public Check Judge(Score score, List<Warning> warnings)
    {
        Baseline.RequireSameConditions(score);
        Difference? test = score.Estimate.DifferenceFrom(Baseline.Runs);
        CompareCounts(score.Generated.Count, score.Protocol.Dimension, corrected: test is not null, warnings);
        double accepted = test?.Accepted ?? Baseline.Value;
        double allowed = Allowance.Of(Math.Max(0, accepted));
        Regression regression = new(
            accepted, test?.Rise ?? score.Value - accepted, allowed, Baseline.Runs.Count, test?.StandardError, test?.PValueOfRise, Alpha);
        if (test is not null && regression is { AboveAllowance: true, Significant: false })
        {
            regression = regression with { Settling = Settle(test, score.Estimate) };
        }

        LostVariety? lost = LostVariety.Of(accepted + Math.Max(allowed, test?.SignificantRise(Alpha) ?? 0), score.ReferenceVariance);
        if (lost is { IsMuch: true } much && LostVariety.Of(accepted, score.ReferenceVariance) is { IsMuch: false }) warnings.Add(LetsVarietyGo(much));
        string meaning = lost is null ? "" : $"; the baseline {lost}";
        return new Check(ErrorCodes.Regressed, !regression.Regressed, Describe(score, regression) + meaning + Reason())
        {
            Regression = regression,
            LostVariety = lost?.Share,
        };
    }

    /// <summary>The same rule for another metric; null where the accepted runs do not hold it.</summary>
    public MetricRegressionRule? Of(Metric metric)
    {
        Estimate?[] runs = [.. Baseline.Runs.Select(run => run.Metrics?.GetValueOrDefault(metric.Id))];
        return runs.All(run => run is not null)
            ? new MetricRegressionRule(metric, [.. runs.OfType<Estimate>()], Allowance.IsPercent ? Allowance : Allowance.Default, Alpha)
            : null;
    }

    /// <summary>By how much a score is more than is both allowed and chance; at most 0 where it passes.</summary>
    public double MarginOf(Score score)
    {
        Difference? test = score.Estimate.DifferenceFrom(Baseline.Runs);
        double accepted = test?.Accepted ?? Baseline.Value, allowed = Allowance.Of(Math.Max(0, accepted));
        return test is null ? score.Value - accepted - allowed : test.Rise - Math.Max(allowed, test.SignificantRise(Alpha));
    }

    /// <summary>Refuses unequal counts where the correction is not good enough for them, and warns where it is only fair.</summary>
    /// <exception cref="GanGateException">GG2015.</exception>
    public void CompareCounts(long? samples, int dimension, bool corrected, List<Warning> warnings)
    {
        foreach (long? count in Baseline.Runs.Select(run => run.Count).Distinct().Where(count => count != samples))
        {
            if (count is not long accepted || samples is not long measured)
            {
                warnings.Add(new Warning(
                    ErrorCodes.CountsDiffer,
                    "the number of samples is not stated on both sides of the baseline: the scores compare only if it is the same"));
                continue;
            }

            if (!Baseline.Protocol.Metric.OfFeatures)
            {
                throw new GanGateException(
                    ErrorCodes.CountsNotComparable,
                    $"the score is of {ScoreFormat.Count(measured)} lines and the baseline of {ScoreFormat.Count(accepted)}: a divergence depends "
                    + $"on their number, so take as many ({Setting.Samples.At(FormattableString.Invariant($"{accepted}"))}), or accept a new baseline");
            }

            string counts = $"the score has {ScoreFormat.Count(measured)} samples and the baseline {ScoreFormat.Count(accepted)}";
            long fewer = Math.Min(accepted, measured);
            if (fewer < UnequalCounts.FewPerFeature * dimension)
            {
                throw new GanGateException(
                    ErrorCodes.CountsNotComparable,
                    $"{counts}, too few and too different to compare at {dimension} features: measure {ScoreFormat.Count(accepted)} samples, "
                    + $"or accept a baseline of as many as now, or use at least {ScoreFormat.Count(UnequalCounts.FewPerFeature * dimension)} in both");
            }

            if (!corrected)
            {
                warnings.Add(new Warning(
                    ErrorCodes.CountsDiffer,
                    $"{counts}: the one with fewer scores higher for that alone, and without the samples it cannot be corrected"));
            }
            else if (fewer < UnequalCounts.ManyPerFeature * dimension)
            {
                warnings.Add(new Warning(
                    ErrorCodes.CountsDiffer,
                    $"{counts}: below {ScoreFormat.Count(UnequalCounts.ManyPerFeature * dimension)} samples the correction for unequal counts "
                    + "is only fair; use the same count"));
            }
        }
    }

    /// <summary>The fewest samples with which the rise would be significant, or so many in both where more new samples alone are not enough.</summary>
    private SettlingCount? Settle(Difference test, Estimate measured)
    {
        if (test.Freedom is not null || measured.Count is not long count) return null;

        Estimate[] runs = [.. Baseline.Runs.Select(run => run.Count is null ? run with { Count = count } : run)];
        long? alone = Fewest(samples => measured.At(samples).DifferenceFrom(runs)!);
        long? both = Fewest(samples => measured.At(samples).DifferenceFrom([.. runs.Select(run => run.At(samples))])!);
        bool inBoth = !Baseline.Protocol.Metric.OfFeatures || !(alone <= WorthIt * both);
        return (inBoth ? both : alone) is long fewest ? new SettlingCount(fewest, inBoth) : null;

        long? Fewest(Func<long, Difference> differenceAt)
        {
            long low = count, high = MostSamples;
            if (!IsSignificant(differenceAt(high))) return null;
            while (high - low > 1)
            {
                long middle = low + ((high - low) / 2);
                if (IsSignificant(differenceAt(middle))) high = middle;
                else low = middle;
            }

            return high;
        }

        bool IsSignificant(Difference difference) => difference.Rise > difference.SignificantRise(Alpha);
    }

    // What was accepted was measured; what is allowed beside it need not have been.
    private static Warning LetsVarietyGo(LostVariety lost) => new(
        ErrorCodes.VarietyMayGo,
        $"the rise above the baseline that is not a failure {lost}: allow less ({Setting.MaxRegression}), or measure more samples; "
        + $"{Advice.Calibrate} finds how many");

    private string Reason() => Baseline.Reason is string reason ? $"; accepted because {reason}" : "";

    /// <summary>How a line on a comparison goes on: whether it is more than chance.</summary>
    public static string Significance(Regression regression)
    {
        if (regression.PValue is not double chance) return "; without the samples nothing says whether that is chance";

        string p = ScoreFormat.Probability(chance) is ['<', ..] small ? small : $"= {ScoreFormat.Probability(chance)}";
        return $", {(regression.Significant ? "significant" : "not significant")} (p {p}, alpha {ScoreFormat.Probability(regression.Alpha)})";
    }

    private string Describe(Score score, Regression regression)
    {
        bool tested = regression.StandardError is not null;
        double error = regression.StandardError ?? Math.Abs(score.Value) / 1000;
        string rise = regression.Rise < 0 ? "below" : "above";
        string size = ScoreFormat.WithError(Math.Abs(regression.Rise), error);
        string text = $"{score.Label} is {size}{(tested ? $" ± {ScoreFormat.WithError(error, error)}" : "")} {rise} the baseline of "
            + $"{ScoreFormat.WithError(regression.Accepted, error)}{(tested && score.BiasCorrected is not null ? " (both corrected)" : "")}: "
            + (regression.AboveAllowance ? "more than" : "within") + $" the {ScoreFormat.Number(regression.Allowed)} allowed"
            + (Allowance.IsPercent ? $" ({Allowance})" : "");
        text += Significance(regression);
        if (!tested) return text;

        if (regression.Settling is SettlingCount settling)
        {
            text += $"; about {ScoreFormat.Count(settling.Samples)} samples would settle it{(settling.InBoth ? ", in the baseline too" : "")}";
        }

        return text + (regression.Runs >= Difference.RunsOfARecipe
            ? $"; judged by the spread of {regression.Runs} runs"
            : "; this compares generators, not their training recipes");
    }
}
