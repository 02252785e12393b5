namespace GanGate.Gating;

/// <summary>The rules of a gate. At least one must be set for a verdict.</summary>
public sealed record GatePolicy
{
    /// <summary>The largest value that passes; null for no absolute limit.</summary>
    public double? MaxFid { get; init; }

    /// <summary>The accepted result that the score is held against; null for none.</summary>
    public BaselineEntry? Baseline { get; init; }

    /// <summary>How much worse than the baseline passes; <see cref="Allowance.Default"/> when null.</summary>
    public Allowance? MaxRegression { get; init; }

    /// <summary>Applies every rule to a score.</summary>
    /// <exception cref="GanGateException">GG3001 or GG2008: the baseline was accepted under other conditions.</exception>
    public Verdict Judge(Score score)
    {
        ArgumentNullException.ThrowIfNull(score);
        List<Check> checks = [];
        if (MaxFid is double limit)
        {
            checks.Add(CheckLimit(score, limit));
        }

        if (Baseline is not null)
        {
            Baseline.RequireSameConditions(score);
            checks.Add(CheckBaseline(score, Baseline, MaxRegression ?? Allowance.Default));
        }

        return new Verdict(checks);
    }

    private static Check CheckLimit(Score score, double limit)
    {
        bool passed = score.Value <= limit;
        string value = ScoreFormat.Number(score.Value);
        string text = passed
            ? $"{score.Label} is {value}, within the limit of {ScoreFormat.Number(limit)}"
            : $"{score.Label} is {value}, above the limit of {ScoreFormat.Number(limit)} by {ScoreFormat.Excess(score.Value, limit)}";
        return new Check(ErrorCodes.LimitExceeded, passed, text);
    }

    private static Check CheckBaseline(Score score, BaselineEntry baseline, Allowance allowance)
    {
        double accepted = baseline.Value;
        double limit = accepted + allowance.Of(accepted);
        bool passed = score.Value <= limit;
        string value = ScoreFormat.Number(score.Value);
        string rule = $"the baseline of {ScoreFormat.Number(accepted)} plus {allowance}";
        string text = passed
            ? $"{score.Label} is {value}, within {rule} ({ScoreFormat.Number(limit)})"
            : $"{score.Label} is {value}, above {rule} ({ScoreFormat.Number(limit)}) by {ScoreFormat.Excess(score.Value, limit)}";
        return new Check(ErrorCodes.Regressed, passed, text);
    }
}
