using GanGate.Gating;
using GanGate.Reporting;

namespace GanGate.NUnit;

/// <summary>Passes for a score that has regressed; meant to stand after <c>Is.Not</c>.</summary>
public sealed class RegressedConstraint : BaselineConstraint
{
    internal RegressedConstraint(string baseline, string? gate)
        : base(baseline, gate)
    {
    }

    /// <inheritdoc/>
    public override string Description => $"a score that regressed from the baseline {Baseline}";

    // NUnit writes the message of a negation and shows nothing but the value, so the value says all.
    private protected override Judgement Judge(FidResult result)
    {
        Verdict verdict = Compare(result);
        Check check = verdict.Checks[0];
        return new Judgement(check with { Passed = !check.Passed }, new Shown($"{result}; {check.Error}: {PlainText.OneLine(check.Message)}; help: {check.Error.HelpLink}"))
        {
            Warnings = verdict.Warnings,
        };
    }

    private protected override Check Judge(double value)
    {
        Check check = Compare(value);
        return check with { Passed = !check.Passed };
    }
}
