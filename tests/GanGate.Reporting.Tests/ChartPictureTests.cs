using System.Text.RegularExpressions;
using GanGate.Reporting.Charts;
using SkiaSharp;

namespace GanGate.Tests.Reporting;

public partial class ChartPictureTests
{
    private const int Scale = 2, Margin = 8;

    private static readonly SKColor Blue = new(0x1f, 0x6f, 0xb4);

    private static readonly LineChart Rising = new(
        "A title",
        new ChartAxis("x"),
        new ChartAxis("y"),
        [new ChartSeries("line", [new(0, 0, -1, 1), new(1, 1, 0, 2)]) { Dots = true, BandName = "band" }]);

    [Test]
    public void The_file_is_svg_unless_its_name_ends_in_png()
    {
        using TemporaryFolder folder = new();
        ChartFile.Write(folder["chart.svg"], [Rising]);
        ChartFile.Write(folder["chart.PNG"], [Rising, Rising]);

        Assert.That(File.ReadAllText(folder["chart.svg"]), Does.StartWith("<svg"));
        using SKBitmap picture = SKBitmap.Decode(folder["chart.PNG"]);
        string height = Height().Match(Chart.ToSvgFile([Rising, Rising])).Groups[1].Value;
        Assert.That(picture.Width, Is.EqualTo((460 + (2 * Margin)) * Scale), "letters are readable at 400 pixels");
        Assert.That(picture.Height, Is.EqualTo((int.Parse(height) + (2 * Margin)) * Scale));
    }

    [Test]
    public void Every_kind_of_chart_has_a_picture_with_and_without_data()
    {
        ChartAxis axis = new("x");
        Chart[] charts =
        [
            Rising with { Marks = [new ChartMark("limit", 1)] },
            new LineChart("t", axis, axis, []),
            new HistogramChart("t", axis, axis, 0, 1, [1, 0, 3]) { Zones = [new ChartZone("zone", 0.2, 0.4)] },
            new IntervalChart("t", axis, [new ChartInterval("a", 1, 0, 2), new ChartInterval("b", 1) { Hollow = true }]),
            new BarChart("t", [new ChartBar("a", 1, "1 (50 %)"), new ChartBar("b", -1, "-1")]),
        ];

        foreach (Chart chart in charts)
        {
            using SKBitmap picture = SKBitmap.Decode(ChartPicture.Draw(chart.ToSvgFile()));
            Assert.That(picture.Pixels.Distinct().Count(), Is.GreaterThan(3), chart.ToString());
        }
    }

    [Test]
    public void What_the_svg_has_is_where_it_has_it()
    {
        const string Svg = """
            <svg xmlns="http://www.w3.org/2000/svg" width="100" height="60"><style>.chart{}</style><g transform="translate(10 20)">
            <rect class="f0" x="0" y="0" width="10" height="10"/><circle class="f1" cx="30" cy="5" r="4"/>
            <path class="series l0 solid" d="M50 5H70"/><polygon class="band f0" points="0,20 10,20 10,30 0,30 "/></g></svg>
            """;
        using SKBitmap picture = SKBitmap.Decode(ChartPicture.Draw(Svg));

        Assert.That(At(picture, 15, 25), Is.EqualTo(Blue));
        Assert.That(At(picture, 40, 25), Is.EqualTo(new SKColor(0xb8, 0x56, 0x0b)));
        Assert.That(At(picture, 70, 25), Is.EqualTo(Blue));
        Assert.That(At(picture, 70, 28), Is.EqualTo(SKColors.White), "a line of two pixels");
        Assert.That(At(picture, 95, 55), Is.EqualTo(SKColors.White));
        SKColor band = At(picture, 15, 45);
        Assert.That(band.Red, Is.EqualTo(255 - (0.18 * (255 - 0x1f))).Within(2), "a band lets 82 % through");
    }

    [Test]
    public void Dashes_have_gaps_and_lines_without_them_have_none()
    {
        const string Line = """<svg xmlns="http://www.w3.org/2000/svg" width="100" height="20"><path class="series {0}" d="M0 10H100"/></svg>""";

        Assert.That(Whites("l0"), Is.Zero);
        Assert.That(Whites("l1"), Is.InRange(40, 80), "3 of 10");
        Assert.That(Whites("l1 solid"), Is.Zero, "the later rule wins");

        static int Whites(string style)
        {
            using SKBitmap picture = SKBitmap.Decode(ChartPicture.Draw(Line.Replace("{0}", style, StringComparison.Ordinal)));
            return Enumerable.Range(0, 200).Count(x => picture.GetPixel(x + (Margin * Scale), (10 + Margin) * Scale) == SKColors.White);
        }
    }

    [TestCase("start", 50, 83)]
    [TestCase("middle", 33.5, 66.5)]
    [TestCase("end", 17, 50)]
    public void Letters_are_written_where_they_belong_also_on_a_machine_without_fonts(string anchor, double left, double right)
    {
        string svg = $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="100" height="30"><text x="50" y="20" text-anchor="{anchor}">HHHH</text></svg>
            """;
        using SKBitmap picture = SKBitmap.Decode(ChartPicture.Draw(svg));
        (int X, int Y)[] ink = [.. from x in Enumerable.Range(0, picture.Width)
                                   from y in Enumerable.Range(0, picture.Height)
                                   where picture.GetPixel(x, y).Red < 128
                                   select ((x / Scale) - Margin, (y / Scale) - Margin)];

        Assert.That(ink.Min(point => point.X), Is.EqualTo(left).Within(2));
        Assert.That(ink.Max(point => point.X), Is.EqualTo(right).Within(2));
        Assert.That(ink.Max(point => point.Y), Is.EqualTo(20).Within(1), "the baseline");
        Assert.That(ink.Min(point => point.Y), Is.EqualTo(12).Within(1), "eight pixels higher");
    }

    [Test]
    public void Every_letter_that_charts_write_has_an_outline_of_its_own([Values] bool bold)
    {
        string letters = string.Concat(Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code)) + "±×·…−–—⁰¹²³⁴⁵⁶⁷⁸⁹⁻äéßαβγδεθλμπσχΔΣ≤≥→";
        string[] drawn = [.. letters.Select(letter => Drawn(letter.ToString(), bold))];

        Assert.That(drawn, Is.All.Not.Empty.And.All.Not.EqualTo(Drawn("\u4e2d", bold)), "which is a box");
        Assert.That(Drawn("\u4e2d", bold), Is.Not.Empty);
        Assert.That(drawn.Distinct().Count(), Is.EqualTo(letters.Length));
        Assert.That(Drawn(" ", bold), Is.Empty);
    }

    [Test]
    public void Names_are_heavier_and_letters_as_wide_as_the_charts_reckon()
    {
        const string Text = "gangate FID 12.34 ± 0.56 of 10,000 images";
        using SKFont regular = ChartFont.Of(11, bold: false), bold = ChartFont.Of(11, bold: true);

        Assert.That(bold.MeasureText(Text), Is.GreaterThan(regular.MeasureText(Text)));
        Assert.That(regular.MeasureText(Text), Is.InRange(0.8 * ChartStyle.WidthOf(Text), ChartStyle.WidthOf(Text)), "nothing runs over");
    }

    private static string Drawn(string text, bool bold)
    {
        using SKFont font = ChartFont.Of(11, bold);
        using SKPath outline = font.GetTextPath(text, default(SKPoint));
        return outline.ToSvgPathData();
    }

    private static SKColor At(SKBitmap picture, int x, int y) => picture.GetPixel((x + Margin) * Scale, (y + Margin) * Scale);

    [GeneratedRegex("height=\"(\\d+)\"")]
    private static partial Regex Height();
}
