namespace GanGate.Reporting.Charts;

/// <summary>Lines over a common axis, each with a band of its error where there is one.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="X">The horizontal axis.</param>
/// <param name="Y">The vertical axis.</param>
/// <param name="Series">The lines; six have a look of their own.</param>
internal sealed record LineChart(string Title, ChartAxis X, ChartAxis Y, IReadOnlyList<ChartSeries> Series) : Chart(Title)
{
    /// <summary>Values drawn across, such as a limit.</summary>
    public IReadOnlyList<ChartMark> Marks { get; init; } = [];

    private protected override Drawing Draw()
    {
        ChartPoint[] points = [.. Series.SelectMany(series => series.Points).Where(IsShown)];
        IEnumerable<double> heights = points
            .SelectMany(point => (double[])[point.Y, point.Low ?? point.Y, point.High ?? point.Y])
            .Concat(Marks.Select(mark => mark.Value));
        Plot plot = new(Title, Width, AddLegend, (X, points.Select(point => point.X)), (Y, heights));
        return new Drawing(plot.Height, Markup.Of($"""
            {plot.Draw()}
            {Series.Select((series, index) => DrawBand(series, index % ChartStyle.SeriesStyles, plot))}
            {Marks.Where(mark => plot.Y.Covers(mark.Value)).Select(mark => DrawMark(mark, plot))}
            {Series.Select((series, index) => DrawLine(series, index % ChartStyle.SeriesStyles, plot))}
            """));
    }

    private void AddLegend(Legend legend)
    {
        for (int index = 0; index < Series.Count; index++)
        {
            int style = index % ChartStyle.SeriesStyles;
            legend.AddLine(Series[index].Name, $"series l{style}");
            if (Series[index].BandName is string band) legend.AddArea(band, $"band f{style}");
        }

        if (Series.Any(series => series.Points.Any(point => point.Crossed))) legend.AddLine("× failed", "cross");
    }

    private bool IsShown(ChartPoint point) => IsOn(X, point.X) && IsOn(Y, point.Y)
        && !(point.X < X.From) && !(point.X > X.To);

    private static bool IsOn(ChartAxis axis, double value) => double.IsFinite(value) && (!axis.Logarithmic || value > 0);

    private Markup DrawLine(ChartSeries series, int style, Plot plot)
    {
        Markup[] steps = new Markup[series.Points.Count];
        bool joined = false;
        for (int i = 0; i < steps.Length; i++)
        {
            ChartPoint point = series.Points[i];
            bool shown = IsShown(point);
            if (shown) steps[i] = Markup.Of($"{(joined ? "L" : "M")}{plot.X[point.X]} {plot.ClampedY(point.Y)}");
            joined = shown;
        }

        ChartPoint[] dots = series.Dots ? [.. series.Points.Where(point => IsShown(point) && !point.Crossed)] : [];
        return Markup.Of($"""
            <path class="series l{style}" d="{steps}"/>
            {dots.Select(point => Markup.Of($"""<circle class="f{style}" cx="{plot.X[point.X]}" cy="{plot.ClampedY(point.Y)}" r="3"/>"""))}
            {series.Points.Where(point => point.Crossed && IsShown(point)).Select(point => Markup.Of(
                $"""<path class="cross" d="M{plot.X[point.X] - 4} {plot.ClampedY(point.Y) - 4}l8 8m0 -8l-8 8"/>"""))}
            """);
    }

    private Markup DrawBand(ChartSeries series, int style, Plot plot)
    {
        ChartPoint[] points = [.. series.Points.Where(point => IsShown(point) && point is { Low: not null, High: not null })];
        if (points.Length < 2) return Markup.Empty;

        IEnumerable<Markup> upper = points.Select(point => Markup.Of($"{plot.X[point.X]},{Height(point.High!.Value)} "));
        IEnumerable<Markup> lower = points.Reverse().Select(point => Markup.Of($"{plot.X[point.X]},{Height(point.Low!.Value)} "));
        return Markup.Of($"""<polygon class="band f{style}" points="{upper}{lower}"/>""");

        double Height(double value) => IsOn(Y, value) ? plot.ClampedY(value) : plot.Bottom;
    }

    private static Markup DrawMark(ChartMark mark, Plot plot) => Markup.Of($"""
        <path class="mark" d="M{plot.Left} {plot.Y[mark.Value]}H{plot.Right}"/>
        <text class="bad-text" x="{plot.Right - 2}" y="{plot.Y[mark.Value] - 4}" text-anchor="end">{mark.Name}</text>
        """);
}
