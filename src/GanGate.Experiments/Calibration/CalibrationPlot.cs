using GanGate.Reporting.Charts;

namespace GanGate.Calibration;

/// <summary>A calibration as charts: the score along each fault with the limit across, and the chance of finding a rise along the count.</summary>
public static class CalibrationPlot
{
    // 95 % of a normal distribution.
    private const double Interval = 1.96;

    /// <summary>Writes the charts as one SVG file, or as PNG where the name ends so.</summary>
    /// <exception cref="GanGateException">GG2010: the file cannot be written.</exception>
    public static void Write(string path, CalibrationReport report) => ChartFile.Write(path, Charts(report));

    /// <summary>The charts, one after the other.</summary>
    internal static IReadOnlyList<Chart> Charts(CalibrationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        IEnumerable<Chart> faults = report.Faults.Select(fault => Score(report, fault));
        return [.. faults, .. report.Needed is NeededCount needed ? (Chart[])[Power(needed)] : []];
    }

    private static LineChart Score(CalibrationReport report, CalibratedFault fault)
    {
        double good = report.Distance.Good.Value, own = report.Distance.Good.StandardError!.Value;
        IEnumerable<ChartPoint> levels = fault.Levels.Select(level => Point(level.Level, level.Scores[report.Distance.Id]));
        return new LineChart(
            fault.Subject is string subject ? $"{fault.Fault.Title} ({subject})" : fault.Fault.Title,
            new ChartAxis(fault.Fault.LevelName) { From = 0 },
            new ChartAxis(report.Metric) { From = 0 },
            [new ChartSeries(report.Metric, [Point(0, good, own), .. levels]) { Dots = true, BandName = "95 % of such samples" }])
        {
            Marks = [new ChartMark("limit", report.Distance.Limit)],
        };
    }

    private static LineChart Power(NeededCount needed) => new(
        $"Finding a rise of {needed.Wanted}",
        new ChartAxis("samples") { Logarithmic = true },
        new ChartAxis("chance in %") { From = 0, To = 100 },
        [new ChartSeries("found", [.. needed.Chances.Select(chance => new ChartPoint(chance.Samples, 100 * chance.Found))])]);

    private static ChartPoint Point(double level, FaultScore score) => Point(level, score.Value, score.StandardError);

    private static ChartPoint Point(double level, double value, double error) =>
        new(level, value, value - (Interval * error), value + (Interval * error));
}
