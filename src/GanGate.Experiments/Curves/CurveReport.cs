using System.Text.Json;
using GanGate.Gating;
using GanGate.Measuring;
using GanGate.Reporting;

namespace GanGate.Curves;

/// <summary>The score along trainings, in the layout of its JSON.</summary>
/// <param name="Schema">Always <see cref="CurrentSchema"/>.</param>
/// <param name="Metric">What the score is called: FID, FD (pyramid), JSD-4.</param>
/// <param name="Verdict">passed, or failed where a run diverged.</param>
/// <param name="Curves">The recipes that were compared, one or two.</param>
/// <param name="Comparison">The two beside each other; null for one.</param>
/// <param name="Checks">A failed rule for each run that diverged; empty where none did.</param>
public sealed record CurveReport(
    string Schema,
    string Metric,
    GateOutcome Verdict,
    IReadOnlyList<RecipeCurve> Curves,
    RecipeComparison? Comparison,
    IReadOnlyList<ReportCheck> Checks)
{
    /// <summary>The layout that this version writes.</summary>
    public const string CurrentSchema = "gangate-curve/1";

    /// <summary>The report of one or two recipes.</summary>
    /// <param name="metric">What the score is called.</param>
    /// <param name="curves">The recipes.</param>
    public static CurveReport Of(string metric, IReadOnlyList<RecipeCurve> curves)
    {
        ArgumentNullException.ThrowIfNull(curves);
        ReportCheck[] checks = [.. curves.SelectMany(curve => curve.Runs)
            .Where(run => run.Divergence is not null)
            .Select(run => new ReportCheck(
                ErrorCodes.Regressed.Id, Passed: false, Describe(metric, run, run.Divergence!), run.Divergence!.Rise))];
        return new CurveReport(
            CurrentSchema,
            metric,
            checks.Length == 0 ? GateOutcome.Passed : GateOutcome.Failed,
            curves,
            curves is [RecipeCurve first, RecipeCurve other] ? RecipeComparison.Of(first, other) : null,
            checks);
    }

    /// <summary>One JSON object at full precision.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, CurveJson.Readable.CurveReport);

    private static string Describe(string metric, RunCurve run, Divergence divergence)
    {
        Regression rise = divergence.Rise;
        string error = rise.StandardError is double known ? $" ± {ScoreFormat.WithError(known, known)}" : "";
        string chance = rise.PValue is double p
            ? $", significant (p {ScoreFormat.Probability(p)})"
            : "; without errors nothing says whether that is chance";
        string recovered = divergence.Recovered is Evaluation back
            ? $"; it came back at step {ScoreFormat.Count(back.Step)}"
            : "; it did not come back";
        return $"'{run.Source}' diverged: from step {ScoreFormat.Count(divergence.First.Step)} on {metric} was twice in a row "
            + $"above its best of {ScoreFormat.WithError(divergence.Best.Value, divergence.Best.StandardError)} at step {ScoreFormat.Count(divergence.Best.Step)}, "
            + $"by {ScoreFormat.WithError(rise.Rise, rise.StandardError)}{error}, more than the {ScoreFormat.Number(rise.Allowed)} allowed{chance}{recovered}";
    }
}
