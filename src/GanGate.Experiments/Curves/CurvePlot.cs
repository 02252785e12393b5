using GanGate.Reporting.Charts;

namespace GanGate.Curves;

/// <summary>The score along trainings as charts: over the steps and, where it is known, over the time.</summary>
public static class CurvePlot
{
    // 95 % of a normal distribution.
    private const double Interval = 1.96;

    /// <summary>Writes the charts as one SVG file, or as PNG where the name ends so.</summary>
    /// <exception cref="GanGateException">GG2010: the file cannot be written.</exception>
    public static void Write(string path, CurveReport report) => ChartFile.Write(path, Charts(report));

    /// <summary>The charts.</summary>
    internal static IReadOnlyList<LineChart> Charts(CurveReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        LineChart steps = Draw(report, $"{report.Metric} along the training", "step", point => point.Step);
        bool timed = report.Curves.All(curve => curve.Points.All(point => point.Seconds is not null));
        return timed
            ? [steps, Draw(report, $"{report.Metric} over the time", "seconds of training", point => point.Seconds!.Value)]
            : [steps];
    }

    private static LineChart Draw(CurveReport report, string title, string x, Func<RecipePoint, double> place) => new(
        title,
        new ChartAxis(x),
        new ChartAxis(report.Metric) { Logarithmic = true },
        [.. report.Curves.Select(curve => Series(curve, place))]);

    private static ChartSeries Series(RecipeCurve curve, Func<RecipePoint, double> place) => curve.Runs is [RunCurve only]
        ? new ChartSeries(curve.Name, [.. curve.Points.Zip(only.Evaluations, (point, one) => Point(only, one, place(point)))])
        {
            Dots = true,
            BandName = only.Evaluations.Any(one => one.StandardError is not null) ? "95 % interval of so many samples" : null,
        }
        : new ChartSeries(
            $"{curve.Name}, mean",
            [.. curve.Points.Select(point => new ChartPoint(place(point), point.Mean, point.Minimum, point.Maximum))])
        {
            Dots = true,
            BandName = "minimum to maximum",
        };

    private static ChartPoint Point(RunCurve run, Evaluation one, double x) =>
        new(x, one.Value, one.Value - (Interval * one.StandardError), one.Value + (Interval * one.StandardError))
        {
            Crossed = one == run.Divergence?.First,
        };
}
