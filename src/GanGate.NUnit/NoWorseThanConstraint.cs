using GanGate.Gating;

namespace GanGate.NUnit;

/// <summary>Passes for a score that has not regressed from an accepted one.</summary>
public sealed class NoWorseThanConstraint : BaselineConstraint
{
    internal NoWorseThanConstraint(string baseline, string? gate)
        : base(baseline, gate)
    {
    }

    /// <inheritdoc/>
    public override string Description => $"a score no worse than the baseline {Baseline}, {Allowed}";

    private protected override Judgement Judge(FidResult result)
    {
        Verdict verdict = Compare(result);
        return new Judgement(verdict.Checks[0], result) { Next = Baseline.AcceptanceOf(result, isWorse: true), Warnings = verdict.Warnings };
    }

    private protected override Check Judge(double value) => Compare(value);
}
