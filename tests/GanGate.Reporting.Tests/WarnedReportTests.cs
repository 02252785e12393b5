using System.Xml.Linq;
using GanGate.Gating;
using GanGate.Measuring;
using GanGate.Reporting;
using GanGate.Reporting.Html;
using GanGate.Reporting.Markdown;
using GanGate.Tests.Measuring;

namespace GanGate.Tests.Reporting;

/// <summary>A gate that passes with a warning is yellow in every rendering, and passed for whoever knows no yellow.</summary>
public class WarnedReportTests
{
    private static readonly Report Warned = Of("warned", new GatePolicy { MaxFid = 40, WarnFid = 20 });
    private static readonly Report Passed = Of("passed", new GatePolicy { MaxFid = 40 });
    private static readonly Report Alone = Of("alone", new GatePolicy { WarnFid = 20 });
    private static readonly Report Held = Of("held", new GatePolicy { MaxFid = 20, Quarantine = Quarantine.Parse("9999-12-31") });

    [Test]
    public void Text_says_so_in_yellow()
    {
        string[] lines = ReportText.Render(Warned, colors: true).Split('\n');

        Assert.That(lines[0], Does.StartWith("\e[1;33mWARNED\e[0m  warned  FID-10k 30"));
        Assert.That(lines[1], Does.StartWith("  \e[33mGG1008   \e[0m  FID-10k is 30, within the limit of 40 but above the warning limit of 20"));
        Assert.That(ReportText.Render(Held).Split('\n')[1], Does.StartWith(
            "  GG1009     in quarantine until 9999-12-31, else this would have failed (GG1001): FID-10k is 30, above the limit of 20"));
    }

    [Test]
    public void Json_has_the_verdict_of_old_and_a_field_beside_it()
    {
        string json = ReportFile.Render(Warned);

        Assert.That(json, Does.Contain("\"verdict\": \"passed\",\n  \"warned\": true,"));
        Assert.That(json, Does.Contain("\"code\": \"GG1001\",\n      \"passed\": true,").And.Contain("\"warned\": \"GG1008\""));
        Assert.That(ReportFile.Render(Passed), Does.Not.Contain("warned\""));
        Assert.That(ReportFile.Render([Passed, Held]), Does.StartWith("{\n  \"schema\": \"gangate/1\",\n  \"verdict\": \"passed\",").And.Contain("\n  \"warned\": true"));
        Assert.That(ReportFile.Render([Passed, Passed]), Does.Not.Contain("warned"));
    }

    [Test]
    public void Json_has_what_a_limit_means()
    {
        Report report = Of("limit", new GatePolicy { MaxFid = 40 }, variance: 1000);

        Assert.That(ReportFile.Render(report), Does.Contain("\"referenceVariance\": 1000").And.Match("\"lostVariety\": 0\\.3[56]"));
        Assert.That(report.Checks.Single().Message, Does.EndWith("; the limit lets samples pass that have lost 36 % of their variety, were nothing else wrong"));
        Assert.That(ReportFile.Render(Passed), Does.Not.Contain("referenceVariance").And.Not.Contain("lostVariety"));
    }

    [Test]
    public void A_page_says_so_in_the_colour_of_warnings()
    {
        string one = HtmlReport.Render([Warned]), several = HtmlReport.Render([Passed, Warned]);

        Assert.That(one, Does.Contain("<div class=\"head warned-edge\">").And.Contain("<p class=\"verdict warned\">! Passed with a warning</p>"));
        Assert.That(one, Does.Match("<li><b class=\"warned\">! <a href=\"[^\"]*gg1008\">GG1008</a></b>FID-10k is 30, within"));
        Assert.That(several, Does.Contain("<p class=\"verdict score warned\">! All 2 gates passed, 1 with a warning</p>"));
    }

    [Test]
    public void Markdown_has_a_sign_of_its_own_and_puts_it_first()
    {
        string text = MarkdownReport.Render([Passed, Warned]);

        Assert.That(text, Does.StartWith("# ⚠️ All 2 gates passed, 1 with a warning\n\n| Gate | Score |\n| --- | --- |\n| ⚠️ <code>warned</code> passed with a warning |"));
        Assert.That(text, Does.Match("\\| ⚠️ \\[GG1008\\]\\([^)]*gg1008\\) \\| FID-10k is 30, within the limit of 40 but above").And.Contain("| ✅ kept |"));
    }

    [Test]
    public void JUnit_skips_what_warns_and_keeps_the_names_of_the_rules()
    {
        XElement root = XDocument.Parse(JUnitReport.Render([Warned, Alone, Held, Passed])).Root!;
        XElement[] cases = [.. root.Descendants("testcase")];

        Assert.That(cases.Select(one => one.Attribute("name")!.Value), Is.EqualTo(["max-fid", "warn-fid", "max-fid", "max-fid"]));
        Assert.That(cases.Select(one => one.Element("skipped")?.Attribute("type")!.Value), Is.EqualTo(["GG1008", "GG1008", "GG1009", null]));
        Assert.That(cases[0].Element("skipped")!.Attribute("message")!.Value, Does.StartWith("GG1008: FID-10k is 30, within the limit of 40 but"));
        Assert.That((root.Attribute("failures")!.Value, root.Attribute("skipped")!.Value), Is.EqualTo(("0", "3")));
        Assert.That(root.Descendants("failure"), Is.Empty);
        Assert.That(root.Elements("testsuite").Last().Attribute("skipped"), Is.Null);
    }

    [Test]
    public void What_is_read_again_is_warned_still()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            ReportFile.Write(path, [Warned, Passed]);
            Assert.That(ReportFile.Read(path).Select(report => (report.Warned, report.Verdict)), Is.EqualTo([(true, GateOutcome.Passed), (false, GateOutcome.Passed)]));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void A_reason_of_hostile_characters_is_text_everywhere()
    {
        BaselineEntry baseline = Scores.Baseline(0.1, 0, 10_000, 30).Because(FullReport.Hostile);
        Score score = Scores.Of(30, error: 0.1);
        Report report = Report.Of(new GateResult("gate", score, new GatePolicy { Baseline = baseline }.Judge(score)));

        Assert.That(report.Checks.Single().Message, Does.Contain("; accepted because \"'><script>"));
        Assert.That(HtmlReport.Render([report]), Does.Not.Contain("<script>").And.Not.Contain("<img src=x").And.Contain("accepted because &quot;"));
        Assert.That(MarkdownReport.Render([report]), Does.Contain("accepted because").And.Not.Contain("<script>").And.Not.Contain("<img"));
        Assert.That(XDocument.Parse(JUnitReport.Render([report])).Descendants("script"), Is.Empty);
        Assert.That(ReportText.Render(report).Split('\n')[1], Does.Contain("accepted because").And.Not.Contain("\u202e"));
    }

    private static Report Of(string name, GatePolicy policy, double? variance = null)
    {
        Score score = Scores.Of(30) with { ReferenceVariance = variance };
        return Report.Of(new GateResult(name, score, policy.Judge(score)));
    }
}
