using System.Globalization;
using GanGate.Measuring;
using GanGate.Metrics;
using GanGate.Reporting;

namespace GanGate.Calibration;

/// <summary>A calibration as a table for a terminal or a log.</summary>
public static class CalibrationText
{
    private const int NameWidth = 24;
    private const int LevelWidth = 26;
    private const int BaselineWidth = 15;

    /// <summary>Renders a report.</summary>
    public static string Render(CalibrationReport report) => string.Join('\n', Lines(report));

    /// <summary>The lines, one by one.</summary>
    internal static IEnumerable<string> Lines(CalibrationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        yield return Compared(report);
        yield return "";
        if (report.Floor is NoiseFloor floor) yield return Row("a perfect generator", Describe(floor));
        yield return Row("these samples", Describe(report));
        yield return Row("limit", Describe(report.Distance, report));
        if (report.LostVariety is double share) yield return Row("", $"it {new LostVariety(share)}");
        foreach (CalibratedMetric limit in report.Limits.Skip(1)) yield return Row("", Describe(limit, report));
        yield return "";
        yield return $"  {"fault".PadRight(WidthOf(report))}{"found from".PadRight(LevelWidth)}{"by a baseline".PadRight(BaselineWidth)}also seen there by";
        foreach (CalibratedFault fault in report.Faults) yield return Row(fault, report);
        yield return "";
        foreach (string line in Explained(report)) yield return "  " + line;
    }

    /// <summary>What was measured against what.</summary>
    internal static string Compared(CalibrationReport report)
    {
        string runs = string.Join(", ", report.Samples.Select(set => set.Source));
        return $"{report.Metric} of {runs}{Counted(report.Samples[0])} against {report.Reference.Source}{Counted(report.Reference)}";
    }

    /// <summary>The limit in words: FD (pyramid) at most 0.81.</summary>
    internal static string Describe(CalibratedMetric limit, CalibrationReport report)
    {
        string name = limit == report.Distance ? report.Metric : limit.Metric.Published;
        return $"{name} {(limit.IsLeast ? "at least" : "at most")} {Number(limit.Limit)}: good samples fail it with a chance of {Percent(limit.Alpha)}";
    }

    /// <summary>From which level on a fault is found, in words: 0.6 (0.5 to 0.7).</summary>
    internal static string From(CalibratedFault fault) => fault.Found is not FoundLevel found
        ? $"not found up to {Number(fault.Levels[^1].Level)}"
        : $"{Number(found.Level)} ({Number(found.Low)} to {(found.High is double high ? Number(high) : "?")})";

    /// <summary>What a fault is called, with what its levels are.</summary>
    internal static string NameOf(CalibratedFault fault) =>
        $"{fault.Fault.Title}{(fault.Subject is string subject ? $" ({PlainText.OneLine(subject)})" : "")}: {fault.Fault.LevelName}";

    /// <summary>What the columns mean, and what else follows.</summary>
    internal static IEnumerable<string> Explained(CalibrationReport report)
    {
        yield return $"Found from: the lowest level that was tried at which {Percent(report.Power)} of such samples fail the limit, with its 95 % interval.";
        if (report.Needed is NeededCount needed)
        {
            yield return $"A rise of {needed.Wanted} ({ScoreFormat.WithError(needed.Rise, needed.Rise)}) is found with {Percent(report.Power)} "
                + $"of {ScoreFormat.Count(needed.Samples)} samples, in the calibration and in the gate.";
        }

        foreach (ReportWarning warning in report.Warnings) yield return $"{warning.Code}: {warning.Message}";
    }

    private static string Row(string name, string text) => $"  {name.PadRight(NameWidth)}{text}";

    private static string Row(CalibratedFault fault, CalibrationReport report)
    {
        FaultLevel compared = fault.Levels.Single(level => level.Level == fault.ComparedAt);
        IEnumerable<string> others = compared.Scores
            .Where(score => score.Key != report.Distance.Id && score.Value.Found > report.Power / 2)
            .OrderByDescending(score => score.Value.Found)
            .Select(score => $"{score.Key} {Percent(score.Value.Found)}");
        string level = From(fault).PadRight(LevelWidth);
        string byBaseline = (fault.FoundByBaseline is FoundLevel found ? Number(found.Level) : "-").PadRight(BaselineWidth);
        return $"  {NameOf(fault).PadRight(WidthOf(report))}{level}{byBaseline}{string.Join(", ", others)}".TrimEnd();
    }

    private static string Describe(NoiseFloor floor) => floor.StandardError is double error
        ? $"{ScoreFormat.Pair(floor.Value, error)}, of which {ScoreFormat.WithError(floor.FromReference, error)} is the reference's own noise"
        : $"{ScoreFormat.Number(floor.Value)} by the counts alone, of which {ScoreFormat.Number(floor.FromReference)} is the reference's own noise";

    private static string Describe(CalibrationReport report)
    {
        Estimate good = report.Distance.Good;
        string runs = report.Distance.Runs > 1 ? $", the mean of {report.Distance.Runs} runs" : "";
        return $"{ScoreFormat.WithError(good.Value, good.StandardError)} ± {ScoreFormat.WithError(good.StandardError!.Value, good.StandardError.Value)}{runs}";
    }

    private static string Counted(ReportSet set) => set.Count is long count ? $" ({ScoreFormat.Count(count)} images)" : "";

    private static int WidthOf(CalibrationReport report) => report.Faults.Select(fault => NameOf(fault).Length).DefaultIfEmpty().Max() + 2;

    private static string Percent(double share) => (share * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}
