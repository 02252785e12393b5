using GanGate.Gating;
using GanGate.Reporting;
using NUnit.Framework.Constraints;

namespace GanGate.NUnit;

/// <summary>The outcome of a constraint; a failure shows what a person needs to act on it.</summary>
/// <param name="constraint">The constraint.</param>
/// <param name="judgement">What it says.</param>
/// <param name="score">The measurement; null for a bare number.</param>
internal sealed class ScoreConstraintResult(IConstraint constraint, Judgement judgement, FidResult? score)
    : ConstraintResult(constraint, judgement.Actual, judgement.Check.Passed)
{
    /// <inheritdoc/>
    public override void WriteAdditionalLinesTo(MessageWriter writer)
    {
        Check check = judgement.Check;
        writer.WriteLine($"  {check.Error}: {PlainText.OneLine(check.Message)}");
        if (score is not null)
        {
            Report report = Report.Of(score.Score, TestWords.Instance);

            // The images named below raise the distance, whatever metric failed.
            if (judgement.Actual != (object)score) writer.WriteLine($"  {"score",-9}  {score}");
            foreach (string line in ReportText.Details(report)) writer.WriteLine($"  {line}");
            foreach (ReportWarning warning in report.Warnings) writer.WriteLine($"  warning {warning.Code}: {warning.Message}");
        }

        if (judgement.Next is not null) writer.WriteLine($"  {judgement.Next}");
        writer.WriteLine($"  {"help",-9}  {check.Error.HelpLink}");
    }
}
