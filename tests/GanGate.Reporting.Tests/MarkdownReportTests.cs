using System.Text.RegularExpressions;
using GanGate.Gating;
using GanGate.Reporting;
using GanGate.Reporting.Html;
using GanGate.Reporting.Markdown;
using GanGate.Tests.Measuring;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace GanGate.Tests.Reporting;

public class MarkdownReportTests
{
    private static readonly MarkdownPipeline GitHub = new MarkdownPipelineBuilder().UseAdvancedExtensions().Build();

    [Test]
    public void The_verdict_comes_first_and_then_the_rules()
    {
        string[] lines = MarkdownReport.Render([FullReport.Of("faces")]).Split('\n');

        Assert.That(lines[0], Is.EqualTo("## ❌ <code>faces</code> failed"));
        Assert.That(lines[2], Is.EqualTo("**FID-10k: 30.12 ± 0.21 (corrected 29.78)** — 10,000 images against 50,000 images, protocol <code>ttur</code>"));
        Assert.That(lines[6], Does.StartWith("| ❌ [GG1001](https://").And.EndsWith("| FID-10k is 30.123, above the limit of 25 by 5.1235 (20.5 %) |"));
    }

    [Test]
    public void Worst_images_pairs_origin_and_command_are_in_it()
    {
        string text = MarkdownReport.Render([FullReport.Of("faces")]);

        Assert.That(text, Does.Contain("1. <code>faces</code> by 0.0789").And.Contain("1. <code>faces</code> and <code>original-1.png</code>, 0.125 apart"));
        Assert.That(text, Does.Contain("| From the means | 7.53 |").And.Contain("| Time | 4.0 s |").And.Contain("```sh\ngangate gate --name 'faces'\n```"));
    }

    [Test]
    public void What_was_taken_how_it_was_sampled_and_on_what_it_was_measured_are_in_it()
    {
        string text = MarkdownReport.Render([FullReport.Of("faces")]);

        Assert.That(text, Does.Contain("| Of them | <code>10,000 at random (seed 3) of the class 'faces'</code> |").And.Contain("| Device | cuda:1 |"));
        Assert.That(text, Does.Contain("| Sampled by | seed 7, 128 normal numbers, output float32 NCHW in -1..1 (found), quantize round |"));
    }

    [TestCase(FullReport.Hostile)]
    [TestCase("a|b`c``d*e_f_[g](http://x.y)![h](www.i.j) @team <details> # ~~k~~ $l$ \\")]
    [TestCase("```\n</details>\n# x")]
    public void Hostile_names_are_shown_and_do_nothing(string name)
    {
        MarkdownDocument document = Markdig.Markdown.Parse(MarkdownReport.Render([FullReport.Of(name), FullReport.Of("faces")]), GitHub);

        Assert.That(document.Descendants<LinkInline>().Select(link => link.Url), Has.All.StartsWith("https://github.com/gangate/"));
        Assert.That(document.Descendants<AutolinkInline>(), Is.Empty);
        Assert.That(document.Descendants<EmphasisInline>().Count(), Is.EqualTo(2), "the two scores");
        Assert.That(document.Descendants<HtmlInline>().Select(html => html.Tag).Distinct(), Is.EquivalentTo(["<code>", "</code>"]));
        Assert.That(document.OfType<HtmlBlock>().Select(html => html.Lines.ToString()), Has.All.Match("^(<details><summary>[^<]*</summary>|</details>)$"));
        Assert.That(document.OfType<HeadingBlock>().Count(), Is.EqualTo(3));
        Assert.That(document.OfType<FencedCodeBlock>().Count(), Is.EqualTo(2));
        Assert.That(document.Descendants<Table>().SelectMany(table => table.OfType<TableRow>()).Select(row => row.Count).Distinct(), Is.EqualTo([2]));
    }

    [Test]
    public void A_mention_in_a_message_reaches_nobody()
    {
        string text = Regex.Replace(MarkdownReport.Render([FullReport.Of("@team")]), "<code>[^<]*</code>", "")
            .Replace("--name '@team'", "", StringComparison.Ordinal);

        Assert.That(text, Does.Not.Contain("@team"));
    }

    [TestCase(1)]
    [TestCase(30)]
    [TestCase(3000)]
    public void A_summary_keeps_to_its_length_and_shows_failed_gates_first(int gates)
    {
        string name = string.Concat(Enumerable.Repeat("`@|", 1000));
        Report[] reports = [.. Enumerable.Range(1, gates).Select(gate => FullReport.Of(gate == gates ? "the bad one" : name, limit: gate == gates ? 1 : 50))];

        string text = MarkdownReport.Render(reports);

        Assert.That(text, Has.Length.LessThanOrEqualTo(MarkdownReport.MostCharacters));
        Assert.That(text, Does.Contain("## ❌ <code>the bad one</code> failed").And.Contain("| From the means |"));
        Assert.That(text.Contains("gates are not shown here", StringComparison.Ordinal), Is.EqualTo(gates > 20));
    }

    [Test]
    public void All_gates_passed_is_said_once_on_top()
    {
        Report passed = Report.Of(new GateResult("good", Scores.Of(3), new GatePolicy { MaxFid = 25 }.Judge(Scores.Of(3))));

        Assert.That(MarkdownReport.Render([passed, passed with { Name = "other" }]), Does.StartWith("# ✅ All 2 gates passed\n\n| Gate | Score |"));
    }

    [Test]
    public void Measurements_without_gates_passed_nothing_and_tell_their_classes_apart()
    {
        Report[] cats = [.. ((string[])["cats", "dogs"]).Select(name => Report.Of(Scores.Of(3) with { Class = name }))];
        string markdown = MarkdownReport.Render(cats), html = HtmlReport.Render(cats), xml = JUnitReport.Render(cats);

        Assert.That(markdown, Does.StartWith("# \U0001F4CF 2 measurements").And.Contain("/cats").And.Contain("/dogs").And.Not.Contain("passed"));
        Assert.That(html, Does.Contain("2 measurements").And.Contain("/dogs").And.Not.Contain("gates passed"));
        Assert.That(xml, Does.Contain("/cats\"").And.Contain("/dogs\""));
    }

    [Test]
    public void An_error_takes_the_place_of_a_result_and_does_nothing_either()
    {
        string[] details = [.. Enumerable.Range(0, 30).Select(i => $"{i}: {FullReport.Hostile}")];
        GanGateException failure = new(ErrorCodes.CorruptImages, "two of 3 images | cannot be *read* @team", details: details);

        string text = MarkdownReport.RenderFailure(FullReport.Hostile, failure);

        MarkdownDocument document = Markdig.Markdown.Parse(text, GitHub);
        Assert.That(document.OfType<HeadingBlock>().Count(), Is.EqualTo(1));
        Assert.That(document.Descendants<HtmlInline>().Select(html => html.Tag).Distinct(), Is.EquivalentTo(["<code>", "</code>"]));
        Assert.That(document.Descendants<EmphasisInline>(), Is.Empty);
        Assert.That(document.Descendants<ListItemBlock>().Count(), Is.EqualTo(21));
        Assert.That(text, Does.Contain("[GG2005](https://").And.Contain("- and 10 more").And.Not.Contain("@team"));
    }
}
