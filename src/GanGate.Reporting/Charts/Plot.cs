namespace GanGate.Reporting.Charts;

/// <summary>The frame of a chart with two axes: title, legend, grid, ticks and the scales to draw with.</summary>
internal sealed class Plot
{
    private const double TitleHeight = 24;
    private const double BottomHeight = 38;
    private const double PlotHeight = 168;
    private const double TickRoom = 70;
    private const double LineHeight = 32;

    private readonly string _title;
    private readonly ChartAxis _xAxis;
    private readonly ChartAxis _yAxis;
    private readonly Legend _legend;

    /// <summary>Lays a chart out.</summary>
    /// <param name="title">Above it.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="addLegend">Adds what the legend holds.</param>
    /// <param name="x">The horizontal axis with the values that must find room.</param>
    /// <param name="y">The vertical axis likewise.</param>
    public Plot(
        string title,
        double width,
        Action<Legend> addLegend,
        (ChartAxis Axis, IEnumerable<double> Values) x,
        (ChartAxis Axis, IEnumerable<double> Values) y)
    {
        (_title, _xAxis, _yAxis, _legend) = (title, x.Axis, y.Axis, new Legend(TitleHeight, width));
        addLegend(_legend);
        Top = _legend.Bottom + 22;
        Bottom = Top + PlotHeight;
        Right = width - 8;
        Y = AxisScale.Over(y.Axis, y.Values, Bottom, Top, (int)(PlotHeight / LineHeight));
        Left = 10 + Y.Ticks.Select(tick => ChartStyle.WidthOf(tick.Label)).DefaultIfEmpty(0).Max();
        X = AxisScale.Over(x.Axis, x.Values, Left, Right, Math.Max(2, (int)((Right - Left) / TickRoom)));
    }

    public double Left { get; }

    public double Right { get; }

    public double Top { get; }

    public double Bottom { get; }

    /// <summary>How high all of it is.</summary>
    public double Height => Bottom + BottomHeight;

    public AxisScale X { get; }

    public AxisScale Y { get; }

    /// <summary>A position inside the frame, whatever the value.</summary>
    public double ClampedY(double value) => Math.Clamp(Y[value], Top, Bottom);

    /// <summary>A position inside the frame, whatever the value.</summary>
    public double ClampedX(double value) => Math.Clamp(X[value], Left, Right);

    /// <summary>The frame and everything around it, to be drawn before the data.</summary>
    public Markup Draw() => Markup.Of($"""
        <text class="name" x="0" y="15">{ChartStyle.Fit(_title, Right * 0.85)}</text>{_legend.Content}
        <text class="soft" x="0" y="{Top - 9}">{_yAxis.Title}</text>
        {Y.Ticks.Select(tick => Markup.Of($"""
            <path class="grid" d="M{Left} {Y[tick.Value]}H{Right}"/>
            <text class="soft" x="{Left - 5}" y="{Y[tick.Value] + 4}" text-anchor="end">{tick.Label}</text>
            """))}
        {X.Ticks.Select(tick => Markup.Of($"""
            <path class="grid" d="M{X[tick.Value]} {Top}V{Bottom}"/>
            <text class="soft" x="{LabelPosition(tick)}" y="{Bottom + 15}" text-anchor="middle">{tick.Label}</text>
            """))}
        <text class="soft" x="{(Left + Right) / 2}" y="{Bottom + 31}" text-anchor="middle">{_xAxis.Title}</text>
        <path class="frame" d="M{Left} {Top}V{Bottom}H{Right}"/>
        """);

    // A label at the edge must not be cut off.
    private double LabelPosition(ChartTick tick) => Math.Min(X[tick.Value], Right + 8 - (ChartStyle.WidthOf(tick.Label) / 2));
}
