using System.Globalization;
using GanGate.Measuring;
using GanGate.Reporting;

namespace GanGate.Studies;

/// <summary>How scores follow disturbances, as a table for a terminal or a log.</summary>
public static class StudyText
{
    private const int LevelWidth = 16;
    private const int ScoreWidth = 24;

    /// <summary>Renders a report.</summary>
    public static string Render(StudyReport report) => string.Join('\n', Lines(report));

    /// <summary>The lines, one by one.</summary>
    internal static IEnumerable<string> Lines(StudyReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        yield return Compared(report);
        foreach (StudiedDisturbance one in report.Disturbances)
        {
            yield return "";
            yield return Row(one.Name, report.Metric, one.InceptionTrend is null ? null : StudyReport.InceptionMetric);
            foreach (StudiedLevel level in one.Levels) yield return Row(level);
            yield return Row("", Word(one.DistanceTrend), one.InceptionTrend is Trend trend ? Word(trend) : null);
        }
    }

    /// <summary>What was measured against what.</summary>
    internal static string Compared(StudyReport report)
    {
        string which = report.Samples.Selection is { } selection ? $", {selection}" : "";
        string counted = report.Samples.Selection?.Sample is null ? Counted(report.Samples) : "";
        which += report.Samples.LeftOut is string leftOut ? $", {leftOut}" : "";
        return $"{report.Samples.Source}{which}{counted}, disturbed, against {report.Reference.Source}{Counted(report.Reference)}";
    }

    /// <summary>A trend in words.</summary>
    internal static string Word(Trend trend) => trend switch
    {
        { Fall: TrendFall fall } => string.Create(CultureInfo.InvariantCulture, $"falls from {fall.From} to {fall.To}"),
        { Rises: true } => "rises",
        _ => "no fall beyond chance",
    };

    private static string Counted(ReportSet set) => set.Count is long count ? $" ({ScoreFormat.Count(count)} images)" : "";

    private static string Row(StudiedLevel level) => Row(
        level.Level.ToString(CultureInfo.InvariantCulture),
        ScoreFormat.Pair(level.Distance, level.StandardError),
        level.InceptionDistance is double inception ? ScoreFormat.Pair(inception, level.InceptionStandardError!.Value) : null);

    private static string Row(string first, string distance, string? inception) =>
        $"  {first.PadRight(LevelWidth)} {(inception is null ? distance : distance.PadRight(ScoreWidth) + inception)}".TrimEnd();
}
