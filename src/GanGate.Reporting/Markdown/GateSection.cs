using GanGate.Measuring;

namespace GanGate.Reporting.Markdown;

/// <summary>The part of a summary that tells of one result.</summary>
internal static class GateSection
{
    private const int ShownPairs = 5;

    /// <summary>All of it.</summary>
    public static string Full(Report report) => string.Join("\n\n", ((string[])
    [
        Brief(report),
        Table("Figure", "", ReportFacts.Figures(report)),
        Details("Images that raise the score most", [.. report.Worst.Select((image, rank) =>
            $"{rank + 1}. {MarkdownText.Name(image.Name)} by {ScoreFormat.Number(image.Raises)}")]),
        Details("Images that repeat others", Pairs(report.Repeated?.Closest)),
        Details("Copies of reference images", Pairs(report.Copied?.Closest)),
        Details("How it was measured", [Origin(report)]),
    ]).Where(part => part.Length > 0));

    /// <summary>The verdict, the score and the rules.</summary>
    public static string Brief(Report report)
    {
        string score = ScoreFormat.Describe(report.Estimate with { Count = null });
        string counts = $"{Counted(report.Generated, report.Unit)} against {Counted(report.Reference, report.Unit)}, protocol {MarkdownText.Name(report.Protocol.Id)}";
        return $"## {Sign(report.Look)} {Title(report)}\n\n**{MarkdownText.Words(report.Label)}: {score}** — {counts}" + Rules(report);
    }

    /// <summary>None, passed, warned or failed as a sign.</summary>
    public static string Sign(string look) => look switch { "passed" => "✅", "warned" => "⚠️", "failed" => "❌", _ => "📏" };

    /// <summary>The gate's name and its verdict.</summary>
    public static string Title(Report report) =>
        $"{MarkdownText.Name(report.Title)} {report.Look switch { "none" => "measured", "warned" => "passed with a warning", string word => word }}";

    private static string Counted(ReportSet set, string unit) =>
        set.Count is long count ? $"{ScoreFormat.Count(count)} {unit}" : $"an unstated number of {unit}";

    private static string Rules(Report report)
    {
        string[] rows =
        [
            .. ReportFacts.Checks(report).Select(check =>
                Row($"{Sign(check.Look)} {(check.Look == "passed" ? check.Word : Code(check.Word))}", MarkdownText.Words(check.Message))),
            .. report.Warnings.Select(warning => Row($"⚠️ {Code(warning.Code)}", MarkdownText.Words(warning.Message))),
        ];
        return rows.Length == 0 ? "" : $"\n\n{Row("Rule", "")}\n{Row("---", "---")}\n{string.Join('\n', rows)}";
    }

    private static string Code(string code) => $"[{code}]({HelpLink.For(code)})";

    private static string Origin(Report report)
    {
        IEnumerable<ReportFact> time = ReportFacts.Stages(report.Seconds)
            .Select(stage => new ReportFact(stage.Name, ReportFacts.Seconds(stage.Seconds)));
        ReportFact total = new("Time", ReportFacts.Seconds(report.Seconds.Total));
        string table = Table("Origin", "", [.. ReportFacts.Origin(report), total, .. time]);
        return report.Command is null ? table : $"{table}\n\n{MarkdownText.Block(report.Command)}";
    }

    private static string Table(string first, string second, IEnumerable<ReportFact> facts)
    {
        IEnumerable<string> rows = facts.Select(fact =>
            Row(MarkdownText.Words(fact.Name), fact.Literal ? MarkdownText.Name(fact.Text) : MarkdownText.Words(fact.Text)));
        return $"{Row(first, second)}\n{Row("---", "---")}\n{string.Join('\n', rows)}";
    }

    private static string[] Pairs(IReadOnlyList<ImagePair>? pairs) => [.. (pairs ?? []).Take(ShownPairs).Select((pair, rank) =>
        $"{rank + 1}. {MarkdownText.Name(pair.Name)} and {MarkdownText.Name(pair.OtherName)}, {ScoreFormat.Number(pair.Distance)} apart")];

    private static string Row(string first, string second) => $"| {first} | {second} |";

    // Markdown inside needs the empty lines.
    private static string Details(string summary, string[] lines) =>
        lines.Length == 0 ? "" : $"<details><summary>{summary}</summary>\n\n{string.Join('\n', lines)}\n\n</details>";
}
