using System.Text;

namespace GanGate.Reporting.Html;

/// <summary>
/// Reports as one HTML page that needs nothing else: no network, no script, pictures and charts inside; for light and dark screens and for
/// paper; under 2 MB however many gates and pictures there are.
/// </summary>
public static class HtmlReport
{
    /// <summary>A page has at most so many bytes.</summary>
    public const int MostBytes = 2_000_000;

    private const int FrameRoom = 20_000;
    private const int ListedGates = 500;

    /// <summary>Renders the results of one run.</summary>
    /// <param name="reports">One, or those of a configuration's gates.</param>
    public static string Render(IReadOnlyList<Report> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        Markup overview = reports.Count > 1 ? Overview(reports) : Markup.Empty;
        Markup[] articles = Articles(reports, MostBytes - FrameRoom - Bytes(overview));
        string title = reports.Count == 1
            ? $"{GateArticle.Word(reports[0])}: {ReportFacts.TitleOf(reports[0])}, {ReportText.Summary(reports[0])}"
            : Outcome(reports);
        return HtmlPage.Around(title, "GanGate report", Markup.Of($"""
            {overview}
            {articles}
            """));
    }

    /// <summary>Writes <see cref="Render"/> in one step.</summary>
    /// <exception cref="GanGateException">GG2010: the file cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<Report> reports) =>
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(Render(reports))));

    private static string Outcome(IReadOnlyList<Report> reports) =>
        (GateOutcomes.LookOf(reports) switch { "failed" => "✗ ", "warned" => "! ", "passed" => "✓ ", _ => "" }) + ReportFacts.Outcome(reports);

    private static Markup Overview(IReadOnlyList<Report> reports)
    {
        int more = reports.Count - ListedGates;
        return Markup.Of($"""
            <p class="verdict score {GateOutcomes.LookOf(reports)}">{Outcome(reports)}</p>
            <table class="overview"><thead><tr><th>Verdict</th><th>Gate</th><th>Score</th></tr></thead>
            {reports.Take(ListedGates).Select((report, index) => Markup.Of($"""
                <tr><td class="{report.Look}">{GateArticle.Word(report)}</td>
                <td><a href="#{IdOf(index)}">{ReportFacts.TitleOf(report)}</a></td><td>{ReportText.Summary(report)}</td></tr>

                """))}
            </table>{(more > 0 ? Markup.Of($"<p class=\"soft\">and {more} more gates</p>") : Markup.Empty)}<p>&nbsp;</p>
            """);
    }

    private static string IdOf(int index) => FormattableString.Invariant($"gate-{index + 1}");

    // Failed gates get their room first; the order on the page stays that of the configuration.
    private static Markup[] Articles(IReadOnlyList<Report> reports, long room)
    {
        Markup[] articles = new Markup[reports.Count];
        int[] order = [.. Enumerable.Range(0, reports.Count).OrderBy(index => reports[index].Verdict != GateOutcome.Failed).ThenBy(index => !reports[index].Warned)];
        for (int done = 0; done < order.Length; done++)
        {
            int index = order[done];
            Markup article = GateArticle.Render(reports[index], IdOf(index), room / (order.Length - done));
            long bytes = Bytes(article);
            if (bytes > room) continue;

            articles[index] = article;
            room -= bytes;
        }

        int left = articles.Count(article => article == Markup.Empty);
        return left == 0
            ? articles
            : [.. articles, Markup.Of($"""
                <p class="soft">{left} gates are not shown in detail: the page would be too large. The JSON has them.</p>
                """)];
    }

    private static long Bytes(Markup markup) => Encoding.UTF8.GetByteCount(markup.ToString());
}
