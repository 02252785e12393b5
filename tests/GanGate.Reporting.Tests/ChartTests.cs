using System.Globalization;
using System.Xml.Linq;
using CsCheck;
using GanGate.Reporting.Charts;

namespace GanGate.Tests.Reporting;

public class ChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly ChartAxis Linear = new("x");
    private static readonly ChartAxis Logarithmic = new("y") { Logarithmic = true };

    [Test]
    public void A_line_goes_up_when_its_values_do_on_both_kinds_of_axes()
    {
        foreach (ChartAxis axis in (ChartAxis[])[Linear, Logarithmic])
        {
            LineChart chart = new("t", Linear, axis, [new ChartSeries("s", [new(1, 1), new(2, 10), new(3, 100)])]);
            (double X, double Y)[] points = Points(chart);

            Assert.That(points.Select(point => point.X), Is.Ordered.And.Unique);
            Assert.That(points.Select(point => point.Y), Is.Ordered.Descending.And.Unique);
            double middle = (points[0].Y + points[2].Y) / 2;
            Assert.That(Math.Abs(points[1].Y - middle) < 0.1, Is.EqualTo(axis.Logarithmic));
        }
    }

    [Test]
    public void What_has_no_place_on_an_axis_breaks_the_line()
    {
        LineChart chart = new("t", Linear, Logarithmic, [new ChartSeries("s", [new(1, 1), new(2, 0), new(3, double.NaN), new(4, 2), new(5, 4)])]);

        Assert.That((string)Paths(chart).Single().Attribute("d")!, Does.Match(@"^M\S+ \S+M\S+ \S+L\S+ \S+$"));
    }

    [Test]
    public void A_band_encloses_its_line_and_crosses_mark_what_failed()
    {
        ChartSeries series = new("s", [new(0, 5, 4, 6), new(1, 6, 5, 7) { Crossed = true }]) { BandName = "95 %" };
        XElement svg = Draw(new LineChart("t", Linear, Linear, [series]) { Marks = [new ChartMark("limit 9", 9)] });

        double[] band = [.. ((string)svg.Descendants(Svg + "polygon").Single().Attribute("points")!)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => double.Parse(pair.Split(',')[1], CultureInfo.InvariantCulture))];
        Assert.That(band, Has.Length.EqualTo(4));
        Assert.That(band[0], Is.LessThan(band[3]));
        Assert.That(svg.Descendants().Count(element => (string?)element.Attribute("class") == "cross"), Is.EqualTo(2), "the point and the legend");
        Assert.That(svg.Descendants(Svg + "text").Select(text => text.Value), Has.Some.EqualTo("95 %").And.Some.EqualTo("limit 9"));
    }

    [Test]
    public void Charts_without_data_are_drawn_empty()
    {
        Chart[] charts =
        [
            new LineChart("t", Linear, Logarithmic, []),
            new LineChart("t", Logarithmic, Linear, [new ChartSeries("s", [])]),
            new HistogramChart("t", Linear, Linear, 0, 1, []),
            new HistogramChart("t", Linear, Linear, 0, 0, [0, 0]),
            new IntervalChart("t", Linear, []),
            new BarChart("t", [new ChartBar("a", -1, "-1"), new ChartBar("b", 0, "0")]),
        ];

        foreach (Chart chart in charts) Assert.That(chart.ToSvgFile(), Does.Not.Contain("NaN").And.Not.Contain("∞"), chart.ToString());
    }

    [Test]
    public void Names_in_charts_are_text()
    {
        XElement svg = Draw(new BarChart("<b>", [new ChartBar("\"><script>", 1, "&")]));

        Assert.That(svg.Descendants(Svg + "text").Select(text => text.Value), Is.EqualTo(["<b>", "\"><script>", "&"]));
    }

    [Test]
    public void An_svg_file_brings_its_style_for_light_and_dark()
    {
        string file = new LineChart("t", Linear, Linear, []).ToSvgFile();

        Assert.That(file, Does.StartWith("<svg xmlns=\"http://www.w3.org/2000/svg\"").And.Contain("prefers-color-scheme:dark"));
    }

    [Test]
    public void A_mark_beyond_the_values_gets_room()
    {
        XElement svg = Draw(new IntervalChart("t", Linear, [new ChartInterval("score", 3, 2, 4)]) { Marks = [new ChartMark("limit", 40)] });
        double dot = (double)svg.Descendants(Svg + "circle").Single().Attribute("cx")!;
        string mark = (string)svg.Descendants(Svg + "path").Last(path => (string?)path.Attribute("class") == "mark").Attribute("d")!;

        Assert.That(double.Parse(mark[1..mark.IndexOf(' ', StringComparison.Ordinal)], CultureInfo.InvariantCulture), Is.GreaterThan(dot).And.LessThan(400));
    }

    [Test]
    public void Ticks_are_few_distinct_and_on_the_axis() =>
        Gen.Select(Gen.Double[-1e6, 1e6], Gen.Double[1e-6, 1e6], Gen.Bool).Sample((from, length, logarithmic) =>
        {
            double low = logarithmic ? Math.Abs(from) + 1e-3 : from;
            AxisScale scale = AxisScale.Over(new ChartAxis("x") { Logarithmic = logarithmic }, [low, low + length], 0, 100, 5);
            double[] positions = [.. scale.Ticks.Select(tick => scale[tick.Value])];

            return positions.Length is >= 1 and <= 12
                && positions.All(position => position is >= -1e-6 and <= 100.000001)
                && positions.Zip(positions.Skip(1)).All(pair => pair.First < pair.Second)
                && scale[low] is >= 0 and < 50;
        });

    private static XElement Draw(Chart chart) => XElement.Parse(chart.ToSvgFile());

    private static IEnumerable<XElement> Paths(LineChart chart) =>
        Draw(chart).Descendants(Svg + "path")
            .Where(path => (string?)path.Attribute("class") == "series l0")
            .Where(path => ((string)path.Attribute("d")!).Contains('M', StringComparison.Ordinal))
            .Where(path => !((string)path.Attribute("d")!).Contains('h', StringComparison.Ordinal));

    private static (double X, double Y)[] Points(LineChart chart) =>
        [.. ((string)Paths(chart).Single().Attribute("d")!).Split(['M', 'L'], StringSplitOptions.RemoveEmptyEntries)
            .Select(step => step.Split(' '))
            .Select(pair => (double.Parse(pair[0], CultureInfo.InvariantCulture), double.Parse(pair[1], CultureInfo.InvariantCulture)))];
}
