using GanGate.Measuring;
using GanGate.Metrics;
using GanGate.Settings;
using MathNet.Numerics.Distributions;

namespace GanGate.Gating;

/// <summary>The rule of an absolute limit: a score above it fails, one above the warning limit passes with a warning.</summary>
/// <param name="Max">The largest score that passes; null where none fails.</param>
/// <param name="Warn">The largest score that passes without a warning; null where none warns. One of the two is given.</param>
/// <param name="Alpha">The limits hold for the upper end of the score's one-sided interval 1 - alpha; null for the score itself.</param>
internal sealed record LimitRule(double? Max, double? Warn, double? Alpha)
{
    /// <summary>Applies the rule.</summary>
    /// <exception cref="GanGateException">GG2001: the interval needs samples and there are none.</exception>
    public Check Judge(Score score, List<Warning> warnings)
    {
        double reached = Reached(score);
        bool passed = Max is not double max || reached <= max;
        bool warned = passed && Warn is double warn && !(reached <= warn);
        LostVariety? lost = LostVariety.Of((Max ?? Warn)!.Value, score.ReferenceVariance);
        if (lost is { IsMuch: true } much) warnings.Add(LetsVarietyGo(score, much));
        string meaning = lost is null ? "" : $"; the {(Max is null ? "warning " : "")}limit {lost}";
        return new Check(Max is null ? ErrorCodes.WarningLimitExceeded : ErrorCodes.LimitExceeded, passed, Describe(score, reached, warned) + meaning)
        {
            Warned = warned ? ErrorCodes.WarningLimitExceeded : null,
            Limit = Max,
            LostVariety = lost?.Share,
        };
    }

    /// <summary>How many rules an early answer has to decide.</summary>
    public int Rules => (Max is null ? 0 : 1) + (Warn is null ? 0 : 1);

    /// <summary>By how much a score is above each limit; at most 0 where it is kept.</summary>
    public IEnumerable<double> MarginsOf(Score score) => ((double?[])[Max, Warn]).OfType<double>().Select(limit => Reached(score) - limit);

    private double Reached(Score score) => Alpha is not double alpha ? score.Value
        : score.Estimate.StandardError is double error ? score.Value - (Normal.InvCDF(0, 1, alpha) * error)
        : throw GatePolicy.NeedsImagesToBeConfident();

    private string Describe(Score score, double reached, bool warned)
    {
        string text = $"{score.Label} is {ScoreFormat.Number(score.Value)}";
        if (Alpha is double alpha)
        {
            text += $" and at most {ScoreFormat.Number(reached)} with a chance of error of {ScoreFormat.Probability(alpha)}";
        }

        if (Max is double max) text += $", {Place(score, reached, max, "the limit")}";
        return Warn is double warn && (warned || Max is null)
            ? $"{text}{(Max is null ? "," : " but")} {Place(score, reached, warn, "the warning limit")}"
            : text;
    }

    private string Place(Score score, double reached, double limit, string name)
    {
        string text = $"{name} of {ScoreFormat.Number(limit)}";
        return reached <= limit ? $"within {text}"
            : Alpha is null ? $"above {text} by {ScoreFormat.Excess(score.Value, limit)}"
            : score.Value <= limit ? $"not surely within {text}"
            : $"above {text}";
    }

    private Warning LetsVarietyGo(Score score, LostVariety lost)
    {
        double limit = (Max ?? Warn)!.Value;
        string what = lost.IsAll
            ? $"is not below {ScoreFormat.Number(score.ReferenceVariance!.Value)}, which one picture over and over scores"
            : lost.ToString();
        return new Warning(
            ErrorCodes.VarietyMayGo,
            $"the limit of {ScoreFormat.Number(limit)} {what}: find one that notices what you fear with {Advice.Calibrate}, "
            + $"or hold the score against an accepted one ({Setting.Baseline})");
    }
}
