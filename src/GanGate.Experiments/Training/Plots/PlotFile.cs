using GanGate.Reporting.Charts;

namespace GanGate.Training.Plots;

/// <summary>Writes plots in the look of the reports' charts.</summary>
public static class PlotFile
{
    private const int MostPoints = 800;

    /// <summary>Writes some plots below each other, as SVG, or as PNG where the name ends so.</summary>
    /// <exception cref="GanGateException">GG2010: the file cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<Plot> plots)
    {
        ArgumentNullException.ThrowIfNull(plots);
        ChartFile.Write(path, [.. plots.Select(ChartOf)]);
    }

    internal static LineChart ChartOf(Plot plot) => new(
        plot.Title,
        new ChartAxis(plot.XLabel),
        new ChartAxis(plot.YLabel) { Logarithmic = plot.LogarithmicY },
        [.. plot.Series.Select(series => new ChartSeries(series.Label, PointsOf(series)) { BandName = series.Band?.Label })]);

    // A file of a hundred thousand steps would say no more.
    private static ChartPoint[] PointsOf(PlotSeries series)
    {
        int step = Math.Max(1, series.X.Count / MostPoints);
        return [.. Enumerable.Range(0, series.X.Count)
            .Where(i => i % step == 0)
            .Select(i => new ChartPoint(series.X[i], series.Y[i], series.Band?.Low[i], series.Band?.High[i]))];
    }
}
