using System.Globalization;
using System.Xml.Linq;
using GanGate.Training.Plots;
using Plot = GanGate.Training.Plots.Plot;

namespace GanGate.Training.Tests.Plots;

public class PlotFileTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Test]
    public void A_rising_curve_rises()
    {
        double[] heights = [.. HeightsOf(Draw(new Plot("t", "x", "y", [new PlotSeries("line", [0, 1, 2], [5, 6, 7])])))];

        Assert.That(heights, Has.Length.EqualTo(3).And.Ordered.Descending, "downwards is up");
        Assert.That(heights[0] - heights[1], Is.EqualTo(heights[1] - heights[2]).Within(0.02));
    }

    [Test]
    public void Plots_lie_below_each_other()
    {
        Plot plot = new("t", "x", "y", [new PlotSeries("level", [0, 1], [2, 2])]);
        XElement drawn = Draw(plot, new Plot("t", "x", "y", []), plot);

        Assert.That(
            drawn.Elements(Svg + "g").Select(group => double.Parse(
                group.Attribute("transform")!.Value.Split(' ')[1].TrimEnd(')'), CultureInfo.InvariantCulture)),
            Is.Ordered.And.Unique.And.Exactly(3).Items);
    }

    [Test]
    public void Long_curves_are_thinned_and_keep_their_ends()
    {
        double[] x = [.. Enumerable.Range(0, 100_001).Select(i => (double)i)];
        XElement drawn = Draw(new Plot("t", "x", "y", [new PlotSeries("s", x, x)]));

        Assert.That(HeightsOf(drawn).Count(), Is.InRange(700, 1600));
    }

    [Test]
    public void What_is_not_finite_is_left_out()
    {
        XElement drawn = Draw(new Plot("t", "x", "y", [new PlotSeries("s", [0, 1, 2, 3, 4], [1, double.NaN, 100, 50, 0])], LogarithmicY: true));

        Assert.That(HeightsOf(drawn).Count(), Is.EqualTo(3));
    }

    [Test]
    public void A_band_surrounds_its_curve()
    {
        PlotSeries series = new("s", [0, 1], [2, 3]) { Band = new PlotBand("all", [1, 1], [4, 5]) };
        XElement drawn = Draw(new Plot("t", "x", "y", [series]));

        string[] corners = drawn.Descendants(Svg + "polygon").Single().Attribute("points")!.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(corners, Has.Length.EqualTo(4));
        Assert.That(drawn.Descendants(Svg + "text").Select(text => text.Value), Does.Contain("all"));
    }

    private static IEnumerable<double> HeightsOf(XElement drawn) => drawn.Descendants(Svg + "path")
        .Where(path => path.Attribute("class")!.Value.StartsWith("series", StringComparison.Ordinal) && path.Attribute("d")!.Value.Contains('L'))
        .SelectMany(path => path.Attribute("d")!.Value.Split('M', 'L').Skip(1))
        .Select(point => double.Parse(point.Split(' ')[1], CultureInfo.InvariantCulture));

    private static XElement Draw(params Plot[] plots) => XDocument.Parse(Reporting.Charts.Chart.ToSvgFile([.. plots.Select(PlotFile.ChartOf)])).Root!;
}
