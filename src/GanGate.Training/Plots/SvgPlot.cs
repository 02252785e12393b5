using System.Globalization;
using System.Net;
using System.Text;

namespace GanGate.Training.Plots;

/// <summary>Draws plots as SVG, without fonts or libraries.</summary>
public static class SvgPlot
{
    private const int Width = 640;
    private const int Height = 320;
    private const int Left = 70;
    private const int Right = 20;
    private const int Top = 30;
    private const int Bottom = 45;
    private const int MostPoints = 800;

    private static readonly string[] Colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];

    /// <summary>Some plots below each other, as one SVG document.</summary>
    public static string Draw(params IReadOnlyList<Plot> plots)
    {
        ArgumentNullException.ThrowIfNull(plots);
        StringBuilder svg = new();
        svg.Append(
            CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height * plots.Count}\" ");
        svg.Append("font-family=\"sans-serif\" font-size=\"11\">\n");
        for (int i = 0; i < plots.Count; i++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate(0 {Height * i})\">\n");
            Draw(svg, plots[i]);
            svg.Append("</g>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void Draw(StringBuilder svg, Plot plot)
    {
        Axis x = Axis.Of(plot.Series.SelectMany(series => series.X), logarithmic: false);
        Axis y = Axis.Of(plot.Series.SelectMany(series => series.Y), plot.LogarithmicY);
        Text(svg, Width / 2, 18, "middle", plot.Title);
        Text(svg, Width / 2, Height - 8, "middle", plot.XLabel);
        Text(svg, 8, Top - 8, "start", plot.YLabel);
        svg.Append(CultureInfo.InvariantCulture,
            $"<rect x=\"{Left}\" y=\"{Top}\" width=\"{Width - Left - Right}\" height=\"{Height - Top - Bottom}\" fill=\"none\" stroke=\"#999\"/>\n");
        Text(svg, Left, Height - Bottom + 15, "middle", x.LowText);
        Text(svg, Width - Right, Height - Bottom + 15, "end", x.HighText);
        Text(svg, Left - 5, Height - Bottom, "end", y.LowText);
        Text(svg, Left - 5, Top + 10, "end", y.HighText);
        for (int i = 0; i < plot.Series.Count; i++)
        {
            string colour = Colours[i % Colours.Length];
            svg.Append(CultureInfo.InvariantCulture,
                $"<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.2\" points=\"{Points(plot.Series[i], x, y)}\"/>\n");
            Text(svg, Width - Right - 5, Top + 15 + (14 * i), "end", plot.Series[i].Label, colour);
        }
    }

    private static string Points(PlotSeries series, Axis x, Axis y)
    {
        StringBuilder points = new();
        int step = Math.Max(1, series.X.Count / MostPoints);
        for (int i = 0; i < series.X.Count; i += step)
        {
            double across = x.Place(series.X[i]), up = y.Place(series.Y[i]);
            if (!double.IsFinite(across) || !double.IsFinite(up)) continue;
            double left = Left + (across * (Width - Left - Right)), top = Height - Bottom - (up * (Height - Top - Bottom));
            points.Append(CultureInfo.InvariantCulture, $"{left:0.#},{top:0.#} ");
        }

        return points.ToString().TrimEnd();
    }

    private static void Text(StringBuilder svg, int x, int y, string anchor, string text, string colour = "#222") =>
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\" fill=\"{colour}\">")
            .Append(WebUtility.HtmlEncode(text))
            .Append("</text>\n");

    private sealed record Axis(double Low, double High, bool Logarithmic)
    {
        public string LowText => Show(Low);

        public string HighText => Show(High);

        public static Axis Of(IEnumerable<double> values, bool logarithmic)
        {
            double[] seen = [.. values.Select(value => logarithmic ? Math.Log10(value) : value).Where(double.IsFinite)];
            return seen.Length == 0 ? new Axis(0, 1, logarithmic)
                : seen.Min() < seen.Max() ? new Axis(seen.Min(), seen.Max(), logarithmic)
                : new Axis(seen[0] - 0.5, seen[0] + 0.5, logarithmic);
        }

        public double Place(double value) => ((Logarithmic ? Math.Log10(value) : value) - Low) / (High - Low);

        private string Show(double place) => (Logarithmic ? Math.Pow(10, place) : place).ToString("G4", CultureInfo.InvariantCulture);
    }
}
