namespace GanGate.Reporting.Charts;

/// <summary>A chart as SVG that follows the light or dark scheme of its reader and needs neither script nor network.</summary>
/// <param name="Title">What it shows, in a few words.</param>
internal abstract record Chart(string Title)
{
    // Between charts of one file, in pixels.
    private const double Gap = 16;

    /// <summary>The width at which letters have their natural size, in pixels; the page may scale it.</summary>
    public int Width { get; init; } = 400;

    /// <summary>What it shows, in a sentence, for those who cannot see it; <see cref="Title"/> when null.</summary>
    public string? Description { get; init; }

    /// <summary>The SVG element for a page that contains <see cref="ChartStyle.Css"/>.</summary>
    public string ToSvg() => ToMarkup().ToString();

    /// <summary>The content of an .svg file of its own.</summary>
    public string ToSvgFile()
    {
        Drawing drawing = Draw();
        return Markup.Of($"""
            <svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img"
            viewBox="0 0 {Width} {drawing.Height}" width="{Width}" height="{drawing.Height}">
            <title>{Description ?? Title}</title><style>{Markup.Constant(ChartStyle.Css)}</style>
            {drawing.Content}
            </svg>

            """).ToString();
    }

    /// <summary>The content of an .svg file with some charts below each other.</summary>
    public static string ToSvgFile(IReadOnlyList<Chart> charts)
    {
        int width = charts.Max(chart => chart.Width);
        double height = 0;
        List<Markup> drawn = [];
        foreach (Chart chart in charts)
        {
            Drawing drawing = chart.Draw();
            drawn.Add(Markup.Of($"""<g transform="translate(0 {height})">{drawing.Content}</g>"""));
            height += drawing.Height + Gap;
        }

        return Markup.Of($"""
            <svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" viewBox="0 0 {width} {height}" width="{width}" height="{height}">
            <title>{string.Join("; ", charts.Select(chart => chart.Description ?? chart.Title))}</title>
            <style>{Markup.Constant(ChartStyle.Css)}</style>
            {drawn}
            </svg>

            """).ToString();
    }

    internal Markup ToMarkup()
    {
        Drawing drawing = Draw();
        return Markup.Of($"""
            <svg class="chart" viewBox="0 0 {Width} {drawing.Height}" role="img" aria-label="{Description ?? Title}">
            {drawing.Content}
            </svg>
            """);
    }

    /// <summary>Draws from the top left corner.</summary>
    private protected abstract Drawing Draw();

    /// <summary>A drawing and the height that it took.</summary>
    private protected readonly record struct Drawing(double Height, Markup Content);
}
