using System.Globalization;
using GanGate.Measuring;

namespace GanGate.Curves;

/// <summary>The score along trainings as lines for a terminal or a log.</summary>
public static class CurveText
{
    /// <summary>Renders a report.</summary>
    public static string Render(CurveReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return string.Join('\n', [.. Lines(report), .. report.Checks.Select(check => $"{check.Code}: {check.Message}")]);
    }

    /// <summary>The lines without the verdict.</summary>
    internal static IEnumerable<string> Lines(CurveReport report) =>
        [.. report.Curves.SelectMany(curve => Curve(report.Metric, curve)), .. Comparison(report)];

    private static IEnumerable<string> Curve(string metric, RecipeCurve curve)
    {
        yield return curve.Runs.Count == 1
            ? $"{curve.Name}: {metric} along the training"
            : $"{curve.Name}: {metric} along {curve.Runs.Count} trainings, mean (minimum to maximum)";
        foreach (string line in curve.Runs is [RunCurve only] ? only.Evaluations.Select(one => Line(only, one)) : curve.Points.Select(Line))
        {
            yield return line;
        }

        RunCurve best = curve.BestRun;
        string where = curve.Runs.Count == 1 ? "" : $" of {best.Source}";
        string step = ScoreFormat.Count(best.Best.Step), value = ScoreFormat.WithError(best.Best.Value, best.Best.StandardError);
        yield return $"  best       {value} at step {step}{where}{After(best.Best.Seconds)}";
        foreach (RunCurve run in curve.Runs.Where(run => run.PlateauSince is not null))
        {
            string of = curve.Runs.Count == 1 ? "" : $" ({run.Source})";
            yield return $"  plateau    no better by more than chance since step {ScoreFormat.Count(run.PlateauSince!.Step)}{of}";
        }
    }

    private static string Line(RunCurve run, Evaluation one)
    {
        string mark = one == run.Best ? "  best" : one == run.Divergence?.First ? "  diverges" : "";
        string value = one.StandardError is double error
            ? $"{ScoreFormat.WithError(one.Value, error),10} ± {ScoreFormat.WithError(error, error)}"
            : $"{ScoreFormat.Number(one.Value),10}";
        return string.Create(CultureInfo.InvariantCulture, $"  step {one.Step,9:N0}  {value}{After(one.Seconds)}{mark}");
    }

    private static string Line(RecipePoint point) => string.Create(
        CultureInfo.InvariantCulture,
        $"  step {point.Step,9:N0}  {ScoreFormat.Number(point.Mean),10} "
        + $"({ScoreFormat.Number(point.Minimum)} to {ScoreFormat.Number(point.Maximum)})");

    private static IEnumerable<string> Comparison(CurveReport report)
    {
        if (report is not { Comparison: RecipeComparison comparison, Curves: [RecipeCurve first, RecipeCurve other] }) yield break;

        yield return AsGood(first, other, comparison.AsGood);
        yield return AsGood(other, first, comparison.OtherAsGood);
    }

    private static string AsGood(RecipeCurve curve, RecipeCurve other, RecipePoint? point)
    {
        RecipePoint reached = other.BestPoint;
        string best = $"the best mean of {other.Name}, {ScoreFormat.Number(reached.Mean)} at step {ScoreFormat.Count(reached.Step)}"
            + After(reached.Seconds);
        return point is null
            ? $"{curve.Name} never reaches {best}"
            : $"{curve.Name} reaches {best}, at step {ScoreFormat.Count(point.Step)}{After(point.Seconds)}";
    }

    private static string After(double? seconds) =>
        seconds is double known ? string.Create(CultureInfo.InvariantCulture, $" after {known:0} s") : "";
}
