using System.Globalization;
using GanGate.Features;
using GanGate.Measuring;
using GanGate.Metrics;

namespace GanGate.Reporting;

/// <summary>The figures of a report in words, in the order in which every page shows them.</summary>
internal static class ReportFacts
{
    private const int LongestName = 200;

    /// <summary>The numbers of the result.</summary>
    public static IEnumerable<ReportFact> Figures(Report report)
    {
        yield return new ReportFact(report.Label, ScoreFormat.WithError(report.Value, report.StandardError));
        if (report is { StandardError: double error, Bias: double bias, BiasCorrected: double corrected })
        {
            yield return new ReportFact("Standard error", $"± {ScoreFormat.WithError(error, error)}");
            string floor = report.AtNoiseFloor ? ", half of the value or more" : "";
            yield return new ReportFact("Bias", ScoreFormat.WithError(bias, error) + floor);
            yield return new ReportFact("Corrected for bias", ScoreFormat.WithError(corrected, error));
        }
        else if (report is { OfFeatures: false, StandardError: double ofLines })
        {
            yield return new ReportFact("Standard error", $"± {ScoreFormat.WithError(ofLines, ofLines)}");
            yield break;
        }
        else
        {
            yield return new ReportFact("Standard error and bias", "not known without the samples");
        }

        foreach ((string name, string value) in Metrics(report)) yield return new ReportFact(name, value);
        if (report.ReferenceShare is { } share)
        {
            yield return new ReportFact(
                "The reference's own, not included",
                $"± {ScoreFormat.WithError(share.StandardError, share.StandardError)}, "
                + $"bias {ScoreFormat.WithError(share.Bias, share.StandardError)}");
        }

        if (report.HasTerms)
        {
            yield return new ReportFact("From the means", ScoreFormat.WithError(report.MeanTerm, report.StandardError));
            yield return new ReportFact("From the covariances", ScoreFormat.WithError(report.CovarianceTerm, report.StandardError));
        }

        if (report.ReferenceVariance is double variance)
        {
            yield return new ReportFact("One picture over and over would score", ScoreFormat.Number(variance));
        }

        if (report.Repeated is { } repeated)
        {
            yield return new ReportFact("Equal to an earlier image", ScoreFormat.Count(repeated.Exact));
            yield return new ReportFact("With a near duplicate", ScoreFormat.Count(repeated.Near));
        }

        if (report.Copied is { } copied) yield return new ReportFact("Copies of reference images", ScoreFormat.Count(copied.Count));
    }

    /// <summary>The other metrics with their errors.</summary>
    public static IEnumerable<(string Name, string Value)> Metrics(Report report) => (report.Metrics ?? new Dictionary<string, Estimate>())
        .Select(metric => (Metric.Find(metric.Key)?.NameBeside(report.Protocol.Metric) ?? metric.Key, metric.Value.StandardError is double error
            ? ScoreFormat.Pair(metric.Value.Value, error)
            : ScoreFormat.Number(metric.Value.Value)));

    /// <summary>What was measured, how, and when.</summary>
    public static IEnumerable<ReportFact> Origin(Report report)
    {
        yield return new ReportFact("Generated", report.Generated.Source, Literal: true);
        yield return new ReportFact("Generated " + report.Unit, CountOf(report.Generated));
        if (report.Generated.Selection is { } selection) yield return new ReportFact("Of them", Name(selection.ToString()), Literal: true);
        if (report.Generated.LeftOut is string leftOut) yield return new ReportFact("Left out", leftOut, Literal: true);
        if (report.Generated.Generator is { } generator) yield return new ReportFact("Sampled by", generator.ToString());
        yield return new ReportFact("Reference", report.Reference.Source, Literal: true);
        yield return new ReportFact("Reference " + report.Unit, CountOf(report.Reference));
        if (report.Reference.LeftOut is string alsoLeftOut) yield return new ReportFact("Left out of the reference", alsoLeftOut, Literal: true);
        if (report.Reference.Hash is string hash) yield return new ReportFact("Reference's hash", hash, Literal: true);
        yield return new ReportFact("Protocol", report.Protocol.Id, Literal: true);
        if (report.OfFeatures) yield return new ReportFact("Features", ScoreFormat.Count(report.Protocol.Dimension));
        yield return new ReportFact("Fingerprint", report.Protocol.Fingerprint, Literal: true);
        if (report.Device is string device) yield return new ReportFact("Device", device);
        yield return new ReportFact(
            "Measured", report.Created.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture));
        yield return new ReportFact("GanGate", report.ToolVersion);
    }

    /// <summary>Where the time went, without the total.</summary>
    public static IEnumerable<(string Name, double Seconds)> Stages(StageSeconds seconds) =>
    [
        ("Network", seconds.Network),
        ("Waiting for images", seconds.Decode),
        ("Distance", seconds.Distance),
        ("Error and samples", seconds.Error),
    ];

    /// <summary>A duration.</summary>
    public static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s");

    /// <summary>The name of a file or a gate, fit to be shown.</summary>
    public static string Name(string name) => PlainText.OneLine(name, LongestName);

    /// <summary>The gate's name; for a measurement without a gate what was measured.</summary>
    public static string TitleOf(Report report) => Name(report.Title);

    /// <summary>The failed rules first, then those with a warning.</summary>
    public static IEnumerable<ReportCheck> Checks(Report report) =>
        report.Checks.OrderBy(check => check.Passed).ThenBy(check => check.Warned is null);

    /// <summary>How several results came out together.</summary>
    public static string Outcome(IReadOnlyList<Report> reports)
    {
        int failed = reports.Count(report => report.Verdict == GateOutcome.Failed);
        string count = ScoreFormat.Count(reports.Count);
        return failed > 0 ? $"{ScoreFormat.Count(failed)} of {count} gates failed"
            : GateOutcomes.Of(reports) == GateOutcome.None ? $"{count} measurements"
            : $"All {count} gates passed{Warned(reports.Count(report => report.Warned))}";
    }

    private static string Warned(int count) => count == 0 ? "" : $", {ScoreFormat.Count(count)} with a warning";

    private static string CountOf(ReportSet set) => set.Count is long count ? ScoreFormat.Count(count) : "not stated";
}

/// <summary>A figure and what it is.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Text">The figure.</param>
/// <param name="Literal">Whether it is a name or a hash, not words.</param>
internal sealed record ReportFact(string Name, string Text, bool Literal = false);
