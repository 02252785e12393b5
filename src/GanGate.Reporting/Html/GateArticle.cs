using GanGate.Measuring;
using GanGate.Metrics;
using GanGate.Reporting.Charts;

namespace GanGate.Reporting.Html;

/// <summary>The part of a page that tells of one result.</summary>
internal static class GateArticle
{
    private const int LongestMessage = 1000;
    private const int LongestCommand = 8000;

    // Without pictures an article takes at most so much; less room than that gets no charts.
    private const int TextRoom = 60_000;

    /// <summary>Renders a result.</summary>
    /// <param name="report">The result.</param>
    /// <param name="id">What links on the page lead to.</param>
    /// <param name="room">About how many bytes the article may take.</param>
    public static Markup Render(Report report, string id, long room)
    {
        bool charts = room >= TextRoom;
        return Markup.Of($"""
            <article id="{id}">
            {Head(report)}
            {(charts ? Score(report) : Markup.Empty)}
            {(charts && report.Figures.Pictures is SamplePictures pictures
                ? new PictureGrids(room - TextRoom).Draw(pictures)
                : Names(report))}
            <h3>Figures, and how they were measured</h3>
            <div class="columns">
            <div>{Facts(ReportFacts.Figures(report))}</div>
            <div>{Facts(ReportFacts.Origin(report))}</div>
            {Figure(ReportCharts.Time(report.Seconds), "")}
            </div>
            {(report.Command is string command
                ? Markup.Of($"<h4>The command that measured it</h4><pre>{PlainText.OneLine(command, LongestCommand)}</pre>")
                : Markup.Empty)}
            </article>

            """);
    }

    /// <summary>passed, failed or measured, with a sign for those who see no colours.</summary>
    public static string Word(Report report) =>
        report.Look switch { "passed" => "✓ Passed", "warned" => "! Passed with a warning", "failed" => "✗ Failed", _ => "Measured" };

    private static Markup Head(Report report)
    {
        string score = ScoreFormat.Describe(report.Estimate with { Count = null });
        string counts = $"{Counted(report.Generated, report.Unit)} against {Counted(report.Reference, report.Unit)}, protocol {ReportFacts.Name(report.Protocol.Id)}";
        return Markup.Of($"""
            <div class="head {report.Look}-edge">
            <p class="verdict {report.Look}">{Word(report)}</p>
            <h2>{ReportFacts.TitleOf(report)}</h2>
            <p class="score">{report.Label} <b>{score}</b></p>
            <p class="soft">{counts}</p>
            <ul class="checks">
            {ReportFacts.Checks(report).Select(check => Rule(check.Look, WordOf(check), check.Message))}
            {report.Warnings.Select(warning => Rule("warning", About("!", warning.Code), warning.Message))}
            </ul></div>
            """);
    }

    private static string Counted(ReportSet set, string unit) =>
        set.Count is long count ? $"{ScoreFormat.Count(count)} {unit}" : $"an unstated number of {unit}";

    private static Markup WordOf(ReportCheck check) => check.Look switch
    {
        "passed" => Markup.Constant("✓ kept"),
        "warned" => About("!", check.Word),
        _ => About("✗", check.Word),
    };

    private static Markup Rule(string look, Markup word, string message) => Markup.Of($"""
        <li><b class="{look}">{word}</b>{PlainText.OneLine(message, LongestMessage)}</li>

        """);

    private static Markup About(string sign, string code) => Markup.Of($"""{sign} <a href="{HelpLink.For(code)}">{code}</a>""");

    private static Markup Score(Report report)
    {
        string[] interval = report.AtNoiseFloor ? ["At the noise floor: half of the value or more is bias. Measure more samples."] : [];
        Markup history = report.Figures.History.Count == 0 ? Markup.Empty : Figure(
            ReportCharts.History(report),
            $"{report.Figures.History.Count + 1} results of this gate under the same protocol, reference and number of {report.Unit}.");
        Markup profile = report.Figures.Profile is DistanceProfile known ? Profile(known) : Markup.Empty;
        return Markup.Of($"""
            <h3>The score</h3>
            <div class="columns">
            {Figure(ReportCharts.Scale(report), string.Concat(interval))}
            {history}
            {(report.HasTerms ? Parts(report) : Markup.Empty)}
            {profile}
            </div>
            """);
    }

    private static Markup Parts(Report report) => Figure(
        ReportCharts.Parts(report), "Means: the samples' typical look is off. Covariances: their variety or their detail is.");

    private static Markup Profile(DistanceProfile profile)
    {
        ShiftHistogram shifts = profile.Shifts;
        string chance = shifts.Chance is double expected ? $"; chance alone gives about {ScoreFormat.Number(expected)}" : "";
        string caption = $"Root mean square {ScoreFormat.Number(shifts.RootMeanSquare)}{chance}.";
        if (shifts.Beyond > 0) caption += $" {ScoreFormat.Count(shifts.Beyond)} features lie beyond and count in the outermost bins.";
        if (shifts.Constant > 0) caption += $" {ScoreFormat.Count(shifts.Constant)} features do not vary in the reference and are left out.";
        return Markup.Of($"""
            {Figure(ReportCharts.Spectrum(profile), "The variances along the main directions of the features, the largest first.")}
            {Figure(ReportCharts.SpectrumRatio(profile), "Below equal: variety or detail is missing. Above it: noise or artefacts.")}
            {Figure(ReportCharts.Shifts(shifts), caption)}
            """);
    }

    private static Markup Names(Report report) => report.Worst.Count == 0 ? Markup.Empty : Markup.Of($"""
        <h3>Images that raise the score most</h3>
        {Facts(report.Worst.Select(image => new ReportFact(ReportFacts.Name(image.Name), $"+{ScoreFormat.Number(image.Raises)}")))}
        """);

    private static Markup Figure(Chart chart, string caption) => Markup.Of($"""
        <figure>{chart.ToMarkup()}<figcaption>{caption}</figcaption></figure>

        """);

    private static Markup Facts(IEnumerable<ReportFact> facts) => Markup.Of($"""
        <table>{facts.Select(fact => Markup.Of(
            $"<tr><th scope=\"row\">{fact.Name}</th><td>{Shown(fact)}</td></tr>\n"))}</table>
        """);

    private static Markup Shown(ReportFact fact) =>
        fact.Literal ? Markup.Of($"<code>{PlainText.OneLine(fact.Text, LongestMessage)}</code>") : Markup.Of($"{fact.Text}");
}
