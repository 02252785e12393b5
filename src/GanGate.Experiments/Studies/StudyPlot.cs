using System.Globalization;
using GanGate.Reporting.Charts;

namespace GanGate.Studies;

/// <summary>How scores follow disturbances as charts: the distance, and beside it the Inception distance where there is one.</summary>
public static class StudyPlot
{
    // 95 % of a normal distribution.
    private const double Interval = 1.96;
    private const int MostTicks = 6;

    /// <summary>Writes the charts as one SVG file, or as PNG where the name ends so.</summary>
    /// <exception cref="GanGateException">GG2010: the file cannot be written.</exception>
    public static void Write(string path, StudyReport report) => ChartFile.Write(path, Charts(report));

    /// <summary>The charts, those of one disturbance after each other.</summary>
    internal static IReadOnlyList<LineChart> Charts(StudyReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return [.. report.Disturbances.SelectMany(one =>
            one.InceptionTrend is null ? [Distance(report, one)] : (LineChart[])[Distance(report, one), Inception(one)])];
    }

    private static LineChart Distance(StudyReport report, StudiedDisturbance one) =>
        Draw(one, report.Metric, level => Point(level.Level, level.Distance, level.StandardError));

    private static LineChart Inception(StudiedDisturbance one) => Draw(
        one, StudyReport.InceptionMetric, level => Point(level.Level, level.InceptionDistance!.Value, level.InceptionStandardError!.Value));

    private static ChartPoint Point(double level, double value, double error) =>
        new(level, value, value - (Interval * error), value + (Interval * error));

    private static LineChart Draw(StudiedDisturbance one, string metric, Func<StudiedLevel, ChartPoint> place) => new(
        $"{one.Title}: {metric}",
        new ChartAxis(one.LevelName) { Ticks = TicksOf(one.Levels) },
        new ChartAxis(metric) { From = 0 },
        [new ChartSeries(metric, [.. one.Levels.Select(place)]) { Dots = true, BandName = "95 % interval" }]);

    // At the levels themselves; of levels close to each other the first, so that labels find room.
    private static List<ChartTick> TicksOf(IReadOnlyList<StudiedLevel> levels)
    {
        double room = (levels[^1].Level - levels[0].Level) / MostTicks;
        List<ChartTick> ticks = [];
        foreach (double level in levels.Select(level => level.Level))
        {
            if (ticks.Count > 0 && level - ticks[^1].Value < room) continue;
            ticks.Add(new ChartTick(level, level.ToString(CultureInfo.InvariantCulture)));
        }

        return ticks;
    }
}
