using GanGate.Reporting.Charts;

namespace GanGate.Training.Plots;

/// <summary>Draws plots as SVG, in the look of the reports' charts.</summary>
public static class SvgPlot
{
    private const int Width = 640;
    private const int MostPoints = 800;

    /// <summary>Some plots below each other, as one SVG document.</summary>
    public static string Draw(params IReadOnlyList<Plot> plots)
    {
        ArgumentNullException.ThrowIfNull(plots);
        return Chart.ToSvgFile([.. plots.Select(ChartOf)]);
    }

    private static LineChart ChartOf(Plot plot) => new(
        plot.Title,
        new ChartAxis(plot.XLabel),
        new ChartAxis(plot.YLabel) { Logarithmic = plot.LogarithmicY },
        [.. plot.Series.Select(series => new ChartSeries(series.Label, PointsOf(series)) { BandName = series.Band?.Label })])
    {
        Width = Width,
    };

    // A file of a hundred thousand steps would say no more.
    private static ChartPoint[] PointsOf(PlotSeries series)
    {
        int step = Math.Max(1, series.X.Count / MostPoints);
        return [.. Enumerable.Range(0, series.X.Count)
            .Where(i => i % step == 0)
            .Select(i => new ChartPoint(series.X[i], series.Y[i], series.Band?.Low[i], series.Band?.High[i]))];
    }
}
