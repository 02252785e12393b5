using GanGate.Gating;
using GanGate.Reporting;
using NUnit.Framework.Constraints;

namespace GanGate.NUnit;

/// <summary>The outcome of a constraint on a measurement; a failure shows what a person needs to act on it.</summary>
internal sealed class FidConstraintResult(IConstraint constraint, FidResult actual, Verdict verdict)
    : ConstraintResult(constraint, actual, verdict.Passed)
{
    /// <inheritdoc/>
    public override void WriteAdditionalLinesTo(MessageWriter writer)
    {
        foreach (Check check in verdict.Checks.Where(check => !check.Passed))
        {
            writer.WriteLine($"  {check.Error}: {check.Message}");
            writer.WriteLine($"  help: {check.Error.HelpLink}");
        }

        foreach (string line in ReportText.Details(Report.Of(actual.Score)))
        {
            writer.WriteLine($"  {line}");
        }
    }
}
