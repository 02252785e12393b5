namespace GanGate.Reporting.Charts;

/// <summary>The names of what a chart shows, beside samples of it, in as many rows as they need.</summary>
internal sealed class Legend
{
    private const double RowHeight = 16;
    private const double SampleWidth = 22;
    private const double Gap = 14;

    private readonly List<Markup> _entries = [];
    private readonly double _width;
    private double _x;
    private double _y;

    /// <summary>Begins a legend.</summary>
    /// <param name="top">Where, in pixels.</param>
    /// <param name="width">The room that there is.</param>
    public Legend(double top, double width) => (_y, _width) = (top, width);

    /// <summary>Where it ends.</summary>
    public double Bottom => _entries.Count == 0 ? _y : _y + RowHeight;

    /// <summary>What was added.</summary>
    public Markup Content => Markup.Join(_entries);

    /// <summary>Adds a line.</summary>
    public void AddLine(string name, string style) => Add(name, (x, y) => Markup.Of($"""<path class="{style}" d="M{x} {y}h18"/>"""));

    /// <summary>Adds an area.</summary>
    public void AddArea(string name, string style) =>
        Add(name, (x, y) => Markup.Of($"""<rect class="{style}" x="{x}" y="{y - 5}" width="18" height="10"/>"""));

    private void Add(string name, Func<double, double, Markup> sample)
    {
        string shown = ChartStyle.Fit(name, _width - SampleWidth);
        double width = SampleWidth + ChartStyle.WidthOf(shown);
        if (_x > 0 && _x + width > _width) (_x, _y) = (0, _y + RowHeight);
        _entries.Add(Markup.Of($"""{sample(_x, _y + 8)}<text x="{_x + SampleWidth}" y="{_y + 12}">{shown}</text>"""));
        _x += width + Gap;
    }
}
