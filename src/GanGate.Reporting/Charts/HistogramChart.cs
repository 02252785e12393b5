namespace GanGate.Reporting.Charts;

/// <summary>How often values fall into bins of equal width.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="X">The axis of the values.</param>
/// <param name="Y">The axis of the counts.</param>
/// <param name="From">Where the first bin begins.</param>
/// <param name="To">Where the last bin ends.</param>
/// <param name="Counts">The bins from left to right.</param>
internal sealed record HistogramChart(string Title, ChartAxis X, ChartAxis Y, double From, double To, IReadOnlyList<int> Counts)
    : Chart(Title)
{
    /// <summary>Ranges that are shaded.</summary>
    public IReadOnlyList<ChartZone> Zones { get; init; } = [];

    private protected override Drawing Draw()
    {
        Plot plot = new(
            Title,
            Width,
            AddLegend,
            (X with { From = From, To = To }, [From, To]),
            (Y with { From = Y.From ?? 0 }, Counts.Select(count => (double)count)));
        double bin = (To - From) / Math.Max(1, Counts.Count);
        return new Drawing(plot.Height, Markup.Of($"""
            {plot.Draw()}
            {Zones.Select(zone => DrawZone(zone, plot))}
            {Counts.Select((count, index) => DrawBin(From + (bin * index), bin, count, plot))}
            """));
    }

    private void AddLegend(Legend legend)
    {
        foreach (ChartZone zone in Zones) legend.AddArea(zone.Name, "zone");
    }

    private static Markup DrawZone(ChartZone zone, Plot plot)
    {
        double left = plot.ClampedX(zone.From), right = plot.ClampedX(zone.To);
        return Markup.Of($"""
            <rect class="zone" x="{left}" y="{plot.Top}" width="{Math.Max(1, right - left)}" height="{plot.Bottom - plot.Top}"/>
            """);
    }

    private static Markup DrawBin(double from, double width, int count, Plot plot)
    {
        if (count == 0) return Markup.Empty;

        double left = plot.X[from], right = plot.X[from + width], top = plot.ClampedY(count);
        return Markup.Of($"""
            <rect class="f0" x="{left + 0.5}" y="{top}" width="{Math.Max(0.5, right - left - 1)}" height="{plot.Bottom - top}"/>
            """);
    }
}
