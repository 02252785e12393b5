using System.Globalization;
using GanGate.Features;
using GanGate.Measuring;

namespace GanGate.Reporting;

/// <summary>A report as a few calm lines for a terminal or a log.</summary>
public static class ReportText
{
    private const string Green = "32";
    private const string Red = "31";
    private const string Yellow = "33";

    // The JSON has ten.
    private const int WorstShown = 5;

    /// <summary>Renders a report.</summary>
    /// <param name="report">What to show.</param>
    /// <param name="colors">Whether to mark the verdict with ANSI colours.</param>
    public static string Render(Report report, bool colors = false)
    {
        ArgumentNullException.ThrowIfNull(report);
        IEnumerable<string> checks = report.Checks.Select(
            check => Colored(check.Word, check.Message, ColorOf(check.Look)));
        IEnumerable<string> warnings = report.Warnings.Select(warning => Colored("warning", $"{warning.Code}: {warning.Message}", Yellow));
        return string.Join("\n  ", [Headline(report, colors), .. checks, .. warnings, .. Details(report)]);

        string Colored(string name, string text, string color) =>
            colors ? $"\e[{color}m{name,-9}\e[0m  {PlainText.OneLine(text)}" : Line(name, text);
    }

    /// <summary>What was measured, and how: a line each for the two sides, the protocol, the distance's parts and the time.</summary>
    public static IReadOnlyList<string> Details(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return
        [
            Line("generated", Describe(report.Generated, report.Unit)),
            Line("reference", Describe(report.Reference, report.Unit)),
            Line("protocol", report.Protocol.ToString()),
            .. report.Device is null or Device.Cpu ? Array.Empty<string>() : [Line("device", report.Device)],
            .. Distance(report),
            Line("error", Error(report)),
            .. report.Metrics is null
                ? Array.Empty<string>()
                : [Line("metrics", string.Join(", ", ReportFacts.Metrics(report).Select(metric => $"{metric.Name} {metric.Value}")))],
            .. Early(report),
            .. report.Worst.Take(WorstShown).Select((image, rank) =>
                Line(rank == 0 ? "worst" : "", $"{image.Name} raises it by {ScoreFormat.Number(image.Raises)}")),
            .. Repeats(report),
            Line("time", report.OfFeatures ? Time(report.Seconds) : ReportFacts.Seconds(report.Seconds.Total)),
        ];
    }

    /// <summary>The score in a few words: FID-10k 12.34 ± 0.21 (corrected 11.97, 10,000 samples).</summary>
    public static string Summary(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return $"{PlainText.OneLine(report.Label)} {ScoreFormat.Describe(report.Estimate)}";
    }

    /// <summary>The verdict in one line: word, gate and score, and of one that passed each rule with its limit.</summary>
    internal static string Verdict(Report report)
    {
        string headline = Headline(report, colors: false);
        return report.Verdict == GateOutcome.Passed
            ? $"{headline}: {PlainText.OneLine(string.Join("; ", report.Checks.Select(check => check.Message)))}"
            : headline;
    }

    private static IEnumerable<string> Distance(Report report)
    {
        if (!report.HasTerms) yield break;

        yield return Line(
            "distance",
            $"{ScoreFormat.WithError(report.MeanTerm, report.StandardError)} from the means, "
            + $"{ScoreFormat.WithError(report.CovarianceTerm, report.StandardError)} from the covariances");
    }

    private static IEnumerable<string> Early(Report report)
    {
        if (report.Early is not { } early) yield break;

        yield return Line("early", early.Used < early.Of
            ? $"{ScoreFormat.Count(early.Used)} of {ScoreFormat.Count(early.Of)} images; all of them would score about "
                + $"{ScoreFormat.WithError(early.Expected, report.StandardError)}, and give another verdict with a chance of {ScoreFormat.Probability(early.Error)} at most"
            : $"no answer before all {ScoreFormat.Count(early.Of)} images were measured");
    }

    private static IEnumerable<string> Repeats(Report report)
    {
        if (report.Repeated is { } repeated && repeated.Exact + repeated.Near > 0)
        {
            yield return Line(
                "repeats", $"{ScoreFormat.Count(repeated.Exact)} equal an earlier image, {ScoreFormat.Count(repeated.Near)} have a near duplicate");
        }

        if (report.Copied is { Count: > 0 } copied)
        {
            yield return Line("copies", $"{ScoreFormat.Count(copied.Count)} are next to a reference image");
        }
    }

    private static string Error(Report report)
    {
        if (report is { OfFeatures: false, StandardError: double ofLines })
        {
            return $"± {ScoreFormat.WithError(ofLines, ofLines)} for other lines of the same generator; compare only with scores of as many";
        }

        if (report is not { StandardError: double error, Bias: double bias })
        {
            return "not known: it needs the samples, and only their statistics were given";
        }

        string reference = report.ReferenceShare is { } share
            ? $"not included: the reference's own ± {ScoreFormat.WithError(share.StandardError, share.StandardError)}, "
                + $"bias {ScoreFormat.WithError(share.Bias, share.StandardError)}"
            : "not included: the reference's own, since its count is not stated";
        string floor = report.AtNoiseFloor ? "; at the noise floor: half of the value or more is bias" : "";
        return $"± {ScoreFormat.WithError(error, error)}, bias {ScoreFormat.WithError(bias, error)} ({reference}){floor}";
    }

    private static string Headline(Report report, bool colors)
    {
        string score = Summary(report);
        if (report.Verdict == GateOutcome.None)
        {
            return report.Class is null ? score : $"{report.Class}  {score}";
        }

        string word = report.Look.ToUpperInvariant();
        string verdict = !colors ? word : $"\e[1;{ColorOf(report.Look)}m{word}\e[0m";
        return $"{verdict}  {PlainText.OneLine(report.Name ?? "")}  {score}";
    }

    private static string ColorOf(string look) => look switch { "passed" => Green, "warned" => Yellow, _ => Red };

    private static string Line(string name, string text) => PlainText.OneLine($"{name,-9}  {text}");

    private static string Describe(ReportSet set, string unit)
    {
        string count = set.Count is long known ? $"{ScoreFormat.Count(known)} {unit}" : "count not stated";
        string origin = string.Join("; ", new object?[] { set.Selection, set.LeftOut, set.Generator }.OfType<object>());
        return origin.Length == 0 ? $"{set.Source} ({count})" : $"{set.Source} ({count}: {origin})";
    }

    private static string Time(StageSeconds seconds) => string.Create(
        CultureInfo.InvariantCulture,
        $"{seconds.Total:0.0} s (network {seconds.Network:0.0} s, waiting for images {seconds.Decode:0.0} s, "
        + $"distance {seconds.Distance:0.0} s, error {seconds.Error:0.0} s)");
}
