using System.Text.Json.Nodes;
using GanGate.Measuring;
using GanGate.Metrics;
using GanGate.Settings;

namespace GanGate.Reporting;

/// <summary>Two sets of samples held against one reference, as text and as JSON (schema gangate-comparison/1).</summary>
internal static class ComparisonReport
{
    private const string Gap = "  ";

    /// <summary>The three sets, then a line for each metric.</summary>
    /// <param name="result">What was compared.</param>
    /// <param name="words">The words of the face that shows it.</param>
    public static string RenderText(ComparedSamples result, Words words)
    {
        string[][] rows = [["", "A", "B", "B - A", "p", ""], .. result.Metrics.Select(metric => RowOf(metric, result))];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        IEnumerable<string> table = rows.Select(row => string.Join(Gap, row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        return string.Join('\n', [.. SetsOf(result), "", .. table, .. NotesOn(result, words).Prepend("")]);
    }

    /// <summary>One JSON object at full precision; what is not known is null.</summary>
    /// <param name="result">What was compared.</param>
    public static string RenderJson(ComparedSamples result) => new JsonObject
    {
        ["schema"] = "gangate-comparison/1",
        ["protocol"] = MetricsReport.Identity(result.Protocol),
        ["a"] = MetricsReport.Set(result.A),
        ["b"] = MetricsReport.Set(result.B),
        ["reference"] = MetricsReport.Set(result.Reference),
        ["alpha"] = result.Alpha,
        ["metrics"] = new JsonArray([.. result.Metrics.Select(Json)]),
    }.ToJsonString();

    private static IEnumerable<string> SetsOf(ComparedSamples result)
    {
        yield return $"A          {Named(result.A)}";
        yield return $"B          {Named(result.B)}";
        yield return $"reference  {Named(result.Reference)}";
    }

    private static string Named(MeasuredSet set)
    {
        object?[] known = [set.Count is long count ? $"{ScoreFormat.Count(count)} images" : null, set.Selection, set.Generator, set.LeftOut];
        string[] facts = [.. known.OfType<object>().Select(fact => fact.ToString()!)];
        return PlainText.OneLine(facts.Length == 0 ? set.Source : $"{set.Source} ({string.Join("; ", facts)})");
    }

    private static string[] RowOf(ComparedMetric metric, ComparedSamples result)
    {
        Difference? difference = metric.Difference;
        return
        [
            PlainText.OneLine(metric.Metric.NameUnder(result.Protocol)),
            Shown(metric.A),
            Shown(metric.B),
            difference is null ? "-" : ScoreFormat.Pair(difference.Rise, difference.StandardError),
            metric.PValue is double p ? ScoreFormat.Probability(p) : "-",
            Verdict(metric),
        ];
    }

    private static string Shown(Estimate score) =>
        score.StandardError is double error ? ScoreFormat.Pair(score.Value, error) : ScoreFormat.Number(score.Value);

    private static string Verdict(ComparedMetric metric) => metric.Better switch
    {
        BetterSet.A => "A is better",
        BetterSet.B => "B is better",
        BetterSet.Neither => $"no difference beyond chance at alpha {ScoreFormat.Probability(metric.Alpha)}",
        _ => metric.Obstacle is null ? "not known: without the samples nothing says what is chance" : "does not compare",
    };

    private static IEnumerable<string> NotesOn(ComparedSamples result, Words words)
    {
        foreach (ComparedMetric metric in result.Metrics)
        {
            string name = PlainText.OneLine(metric.Metric.NameUnder(result.Protocol));
            if (metric.Obstacle is Sentence obstacle) yield return $"{name}: {obstacle.In(words)}";
            else if (metric is { Difference: not null, A.Bias: not (null or 0) })
            {
                yield return $"{name}: B - A is of values corrected for bias, {ScoreFormat.WithError(metric.A.Corrected, metric.A.StandardError)} "
                    + $"and {ScoreFormat.WithError(metric.B.Corrected, metric.B.StandardError)}; lower is better";
            }
        }

        yield return "p is the chance of such a difference, either way, when there is none; each metric is tested by itself at alpha "
            + ScoreFormat.Probability(result.Alpha);
    }

    private static JsonObject Json(ComparedMetric metric)
    {
        Difference? difference = metric.Difference;
        return new JsonObject
        {
            ["metric"] = metric.Metric.Id,
            ["higherIsBetter"] = metric.Metric.HigherIsBetter,
            ["a"] = Json(metric.A),
            ["b"] = Json(metric.B),
            ["countsCompare"] = metric.Obstacle is null,
            ["difference"] = difference?.Rise,
            ["standardError"] = difference?.StandardError,
            ["pValue"] = metric.PValue,
            ["pValueOfRise"] = difference?.PValueOfRise,
            ["pValueOfFall"] = difference?.PValueOfFall,
            ["better"] = metric.Better switch { BetterSet.A => "a", BetterSet.B => "b", BetterSet.Neither => "neither", _ => null },
        };
    }

    private static JsonObject Json(Estimate score) => new()
    {
        ["value"] = score.Value,
        ["standardError"] = score.StandardError,
        ["bias"] = score.Bias,
        ["biasCorrected"] = score.Bias is null ? null : score.Corrected,
    };
}
