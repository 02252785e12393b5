using System.Xml.Linq;
using GanGate.Training.Plots;

namespace GanGate.Training.Tests.Plots;

public class SvgPlotTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Test]
    public void A_curve_runs_from_corner_to_corner_of_its_frame()
    {
        XElement drawn = Draw(new Plot("t", "x", "y", [new PlotSeries("line", [0, 1, 2], [5, 6, 7])]));

        XElement frame = drawn.Descendants(Svg + "rect").Single();
        string[] points = drawn.Descendants(Svg + "polyline").Single().Attribute("points")!.Value.Split(' ');
        double left = (double)frame.Attribute("x")!, top = (double)frame.Attribute("y")!;
        Assert.That(points[0], Is.EqualTo($"{left},{top + (double)frame.Attribute("height")!}"));
        Assert.That(points[^1], Is.EqualTo($"{left + (double)frame.Attribute("width")!},{top}"));
    }

    [Test]
    public void Labels_cannot_break_the_document()
    {
        XElement drawn = Draw(new Plot("<a> & \"b\"", "x", "y", [new PlotSeries("</svg>", [0, 1], [0, 1])]));

        Assert.That(drawn.Descendants(Svg + "text").Select(text => text.Value), Does.Contain("<a> & \"b\"").And.Contain("</svg>"));
    }

    [Test]
    public void What_is_not_finite_is_left_out()
    {
        XElement drawn = Draw(new Plot("t", "x", "y", [new PlotSeries("s", [0, 1, 2, 3], [1, double.NaN, 100, 0])], LogarithmicY: true));

        Assert.That(drawn.Descendants(Svg + "polyline").Single().Attribute("points")!.Value.Split(' '), Has.Length.EqualTo(2));
    }

    [Test]
    public void Empty_and_level_curves_can_be_drawn() =>
        Assert.That(
            Draw(new Plot("t", "x", "y", []), new Plot("t", "x", "y", [new PlotSeries("level", [0, 1], [2, 2])]))
                .Descendants(Svg + "rect").Count(),
            Is.EqualTo(2));

    private static XElement Draw(params Plot[] plots) => XDocument.Parse(SvgPlot.Draw(plots)).Root!;
}
