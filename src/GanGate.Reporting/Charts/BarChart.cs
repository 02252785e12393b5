namespace GanGate.Reporting.Charts;

/// <summary>Amounts as bars from a common line, one row each, with the amount in words behind it.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Bars">From the top.</param>
internal sealed record BarChart(string Title, IReadOnlyList<ChartBar> Bars) : Chart(Title)
{
    private const double RowHeight = 24;
    private const double LargestName = 0.4;
    private const double Top = 30;

    private protected override Drawing Draw()
    {
        double left = Math.Min(Width * LargestName, 10 + Bars.Select(bar => ChartStyle.WidthOf(bar.Name)).DefaultIfEmpty(0).Max());
        double room = Width - left - 8 - Bars.Select(bar => ChartStyle.WidthOf(bar.Label)).DefaultIfEmpty(0).Max();
        double largest = Bars.Select(bar => bar.Value).Where(double.IsFinite).DefaultIfEmpty(0).Max();
        double bottom = Top + (RowHeight * Bars.Count);
        return new Drawing(bottom + 4, Markup.Of($"""
            <text class="name" x="0" y="15">{ChartStyle.Fit(Title, Width * 0.85)}</text>
            {Bars.Select((bar, index) => DrawBar(bar, Top + (RowHeight * index), LengthOf(bar)))}
            <path class="frame" d="M{left} {Top}V{bottom}"/>
            """));

        double LengthOf(ChartBar bar) => largest > 0 ? Math.Clamp(bar.Value / largest, 0, 1) * room : 0;

        Markup DrawBar(ChartBar bar, double y, double length) => Markup.Of($"""
            <text x="0" y="{y + 16}">{ChartStyle.Fit(bar.Name, left - 6)}</text>
            <rect class="f0" x="{left}" y="{y + 4}" width="{length}" height="16"/>
            <text x="{left + length + 5}" y="{y + 16}">{bar.Label}</text>
            """);
    }
}

/// <summary>One amount.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">The amount; a bar has no length below 0.</param>
/// <param name="Label">The amount in words: 12.3 (40 %).</param>
internal sealed record ChartBar(string Name, double Value, string Label);
