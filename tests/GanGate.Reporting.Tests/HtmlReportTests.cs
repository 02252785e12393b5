using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using GanGate.Gating;
using GanGate.Images;
using GanGate.Measuring;
using GanGate.Reporting;
using GanGate.Reporting.Html;
using GanGate.Tests.Measuring;

namespace GanGate.Tests.Reporting;

public partial class HtmlReportTests
{
    [Test]
    public void Every_number_of_the_report_is_on_the_page()
    {
        Report report = FullReport.Of("faces");
        string text = TextOf(HtmlReport.Render([report]));

        string[] numbers =
        [
            "30.123", "30.12 ± 0.21", "29.78", "0.35", "± 0.012, bias 0.046", "7.53", "22.59", "limit 25", "29.20", "0.5 apart", "10,000", "50,000", "2,048",
            "4.0 s", "2.0 s", "1.0 s", "0.09", "2026-01-02 03:04", report.Protocol.Fingerprint, report.Reference.Hash!, report.ToolVersion,
            "3 results",
        ];
        Assert.Multiple(() =>
        {
            foreach (string number in numbers) Assert.That(text, Does.Contain(number));
            foreach (ReportCheck check in report.Checks) Assert.That(text, Does.Contain(check.Message).And.Contain(check.Passed ? "kept" : check.Code));
            foreach (ReportWarning warning in report.Warnings) Assert.That(text, Does.Contain(warning.Message));
        });
    }

    [Test]
    public void A_page_asks_the_network_for_nothing_and_runs_nothing()
    {
        string page = HtmlReport.Render([FullReport.Of("faces"), FullReport.Of(FullReport.Hostile)]);

        Assert.That(Reference().Matches(page).Select(match => match.Groups[1].Value), Has.All.StartsWith("data:image/"));
        Assert.That(Link().Matches(page).Select(match => match.Groups[1].Value), Has.All.Match("^(#gate-|https://github.com/)"));
        Assert.That(page, Does.Not.Contain("<script").And.Not.Contain("url(").And.Not.Contain("@import").And.Not.Contain("<link"));
        Assert.That(page, Does.Contain("default-src 'none'; img-src data:; style-src 'unsafe-inline'"));
    }

    [Test]
    public void Hostile_names_are_text_and_the_page_stays_well_formed()
    {
        XElement page = Parse(HtmlReport.Render([FullReport.Of(FullReport.Hostile), FullReport.Of("\0\u001b[31m\ud800")]));

        Assert.That(page.Descendants().Select(element => element.Name.LocalName).Distinct(), Has.None.EqualTo("script"));
        Assert.That(page.Descendants("img").Attributes("src"), Has.All.Matches<XAttribute>(src => src.Value.StartsWith("data:image/png;base64,", StringComparison.Ordinal)));
        Assert.That(page.Descendants("img").Attributes("onerror"), Is.Empty);
        Assert.That(page.Descendants("h2").First().Value, Is.EqualTo("\"'><script>alert(1)</script>&amp;\ufffd\ufffd <img src=x onerror=alert(2)>.png"));
    }

    [Test]
    public void Several_gates_share_a_page_that_lists_them_first()
    {
        Report passed = Report.Of(new GateResult("good", Scores.Of(3), new GatePolicy { MaxFid = 25 }.Judge(Scores.Of(3))));
        XElement page = Parse(HtmlReport.Render([passed, FullReport.Of("bad")]));

        XElement overview = page.Descendants("table").First();
        Assert.That(overview.Value, Does.Contain("✓ Passed").And.Contain("good").And.Contain("✗ Failed").And.Contain("bad"));
        Assert.That(overview.Descendants("a").Attributes("href").Select(href => href.Value[1..]),
            Is.EqualTo(page.Descendants("article").Attributes("id").Select(id => id.Value)));
        Assert.That(page.Descendants("title").Single().Value, Is.EqualTo("✗ 1 of 2 gates failed"));
    }

    [Test]
    public void A_measurement_without_gate_samples_or_figures_has_a_page_too()
    {
        string page = HtmlReport.Render([Report.Of(Scores.Of(3, count: null)) with { Figures = ReportFigures.None }]);

        Assert.That(TextOf(page), Does.Contain("Measured").And.Contain("not known without the samples").And.Contain("not stated"));
        Assert.That(Parse(page).Descendants("img"), Is.Empty);
    }

    [TestCase(1)]
    [TestCase(40)]
    [TestCase(2000)]
    public void A_page_stays_below_two_megabytes(int gates)
    {
        Thumbnail large = new(128, 128, "image/jpeg", new byte[30_000]);
        string name = string.Concat(Enumerable.Repeat("<&>", 2000));
        Report[] reports = [.. Enumerable.Range(1, gates).Select(gate => FullReport.Of(name, limit: gate == gates ? 1 : 50, large))];

        string page = HtmlReport.Render(reports);

        Assert.That(Encoding.UTF8.GetByteCount(page), Is.LessThan(HtmlReport.MostBytes));
        Assert.That(Parse(page).Descendants("article").Attributes("id").Select(id => id.Value), Has.Some.EqualTo($"gate-{gates}"));
    }

    [Test]
    public void A_picture_that_vanished_leaves_its_name()
    {
        Report report = FullReport.Of("faces");
        SamplePictures pictures = new() { Worst = [new SamplePicture("lost.png", 1, null)] };

        string text = TextOf(HtmlReport.Render([report with { Figures = report.Figures with { Pictures = pictures } }]));

        Assert.That(text, Does.Contain("can no longer be read").And.Contain("lost.png"));
    }

    [Test]
    public void Samples_of_which_features_were_given_are_not_said_to_be_lost()
    {
        Report report = FullReport.Of("faces");
        SamplePictures pictures = new() { Worst = [new SamplePicture("kept.png", 1, null) { HasPixels = false }] };

        string text = TextOf(HtmlReport.Render([report with { Figures = report.Figures with { Pictures = pictures } }]));

        Assert.That(text, Does.Contain("no picture: its features were given").And.Contain("kept.png").And.Not.Contain("can no longer be read"));
    }

    [Test]
    public void Without_pictures_the_worst_images_are_named()
    {
        string page = HtmlReport.Render([FullReport.Of("faces") with { Figures = ReportFigures.None }]);

        Assert.That(TextOf(page), Does.Contain("Images that raise the score most").And.Contain("+0.0789"));
    }

    private static string TextOf(string page) => Parse(page).Element("body")!.Value;

    // HTML that closes all but these is XML.
    private static XElement Parse(string page)
    {
        string xml = Void().Replace(page.Replace("<!doctype html>", "", StringComparison.Ordinal), "<$1$2/>");
        return XElement.Parse(xml.Replace("&nbsp;", "&#160;", StringComparison.Ordinal).Replace(" class=\"\"", "", StringComparison.Ordinal).Trim());
    }

    [GeneratedRegex(" src=\"([^\"]*)\"")]
    private static partial Regex Reference();

    [GeneratedRegex(" href=\"([^\"]*)\"")]
    private static partial Regex Link();

    [GeneratedRegex("<(meta|img|br)\\b((?:[^\">]|\"[^\"]*\")*)>")]
    private static partial Regex Void();
}
