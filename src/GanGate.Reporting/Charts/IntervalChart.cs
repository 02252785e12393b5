namespace GanGate.Reporting.Charts;

/// <summary>Values on a common scale, each with its interval: one row a value, limits drawn across all.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="X">The scale.</param>
/// <param name="Rows">The values, from the top.</param>
internal sealed record IntervalChart(string Title, ChartAxis X, IReadOnlyList<ChartInterval> Rows) : Chart(Title)
{
    private const double RowHeight = 24;
    private const double LargestName = 0.32;
    private const double TickRoom = 60;

    /// <summary>Values drawn across, such as a limit.</summary>
    public IReadOnlyList<ChartMark> Marks { get; init; } = [];

    /// <summary>Ranges that are shaded, such as what a baseline allows.</summary>
    public IReadOnlyList<ChartZone> Zones { get; init; } = [];

    private protected override Drawing Draw()
    {
        Legend legend = new(24, Width);
        foreach (ChartZone zone in Zones) legend.AddArea(zone.Name, "zone");
        foreach (ChartMark mark in Marks) legend.AddLine(mark.Name, "mark");
        double left = Math.Min(Width * LargestName, 10 + Rows.Select(row => ChartStyle.WidthOf(row.Name)).DefaultIfEmpty(0).Max());
        double right = Width - 12, top = legend.Bottom + 8, bottom = top + (RowHeight * Rows.Count);
        IEnumerable<double> values = Rows.SelectMany(row => (double[])[row.Value, row.Low ?? row.Value, row.High ?? row.Value])
            .Concat(Marks.Select(mark => mark.Value))
            .Concat(Zones.SelectMany(zone => (double[])[zone.From, zone.To]));
        AxisScale scale = AxisScale.Over(X, values, left, right, Math.Max(2, (int)((right - left) / TickRoom)));
        return new Drawing(bottom + 38, Markup.Of($"""
            <text class="name" x="0" y="15">{ChartStyle.Fit(Title, Width * 0.85)}</text>{legend.Content}
            {Zones.Select(zone => Markup.Of($"""
                <rect class="zone" x="{scale[zone.From]}" y="{top}"
                width="{Math.Max(1, scale[zone.To] - scale[zone.From])}" height="{bottom - top}"/>
                """))}
            {scale.Ticks.Select(tick => Markup.Of($"""
                <path class="grid" d="M{scale[tick.Value]} {top}V{bottom}"/>
                <text class="soft" x="{scale[tick.Value]}" y="{bottom + 15}" text-anchor="middle">{tick.Label}</text>
                """))}
            <text class="soft" x="{(left + right) / 2}" y="{bottom + 31}" text-anchor="middle">{X.Title}</text>
            <path class="frame" d="M{left} {bottom}H{right}"/>
            {Marks.Select(mark => Markup.Of($"""<path class="mark" d="M{scale[mark.Value]} {top}V{bottom}"/>"""))}
            {Rows.Select((row, index) => DrawRow(row, top + (RowHeight * (index + 0.5)), left, scale))}
            """));
    }

    private static Markup DrawRow(ChartInterval row, double y, double left, AxisScale scale)
    {
        Markup whisker = row is { Low: double low, High: double high }
            ? Markup.Of($"""<path class="thin l0" d="M{scale[low]} {y}H{scale[high]}M{scale[low]} {y - 4}v8M{scale[high]} {y - 4}v8"/>""")
            : Markup.Empty;
        string dot = row.Hollow ? "hollow l0" : "f0";
        return Markup.Of($"""
            <text x="0" y="{y + 4}">{ChartStyle.Fit(row.Name, left - 4)}</text>{whisker}
            <circle class="{dot}" cx="{scale[row.Value]}" cy="{y}" r="4.5"/>
            """);
    }
}

/// <summary>A value with its interval.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">The value.</param>
/// <param name="Low">Where its interval begins; null for none.</param>
/// <param name="High">Where its interval ends; null for none.</param>
internal sealed record ChartInterval(string Name, double Value, double? Low = null, double? High = null)
{
    /// <summary>Whether the dot is hollow, as for a derived value.</summary>
    public bool Hollow { get; init; }
}
