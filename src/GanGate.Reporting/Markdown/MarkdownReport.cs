using System.Globalization;
using System.Text;
using GanGate.Settings;

namespace GanGate.Reporting.Markdown;

/// <summary>Reports as Markdown for the summary of a job or a comment: the verdict first, never longer than such a place takes.</summary>
public static class MarkdownReport
{
    /// <summary>The most characters; a comment on GitHub takes 65,536.</summary>
    public const int MostCharacters = 60_000;

    private const int OverviewCharacters = 20_000;
    private const int NoteCharacters = 200;
    private const int MostDetails = 20;

    /// <summary>Renders the results of one run.</summary>
    /// <param name="reports">One, or those of a configuration's gates; the failed ones come first, then those with a warning.</param>
    public static string Render(IReadOnlyList<Report> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        Report[] ordered = [.. reports.OrderBy(report => report.Verdict != GateOutcome.Failed).ThenBy(report => !report.Warned)];
        StringBuilder text = new(ordered.Length > 1 ? Overview(ordered) : "");
        int left = 0;
        foreach (Report report in ordered)
        {
            int room = MostCharacters - NoteCharacters - text.Length;
            string? section = ((string[])[GateSection.Full(report), GateSection.Brief(report)])
                .FirstOrDefault(section => section.Length + 2 <= room);
            if (section is null) left++;
            else text.Append(section).Append("\n\n");
        }

        if (left > 0) text.Append(CultureInfo.InvariantCulture, $"{left} gates are not shown here: the JSON has them.\n\n");
        return text.ToString()[..^1];
    }

    /// <summary>Renders an error in place of results.</summary>
    /// <param name="name">What could not be judged: a gate, or a configuration.</param>
    /// <param name="failure">Why.</param>
    /// <param name="words">In whose words; the library's when null.</param>
    internal static string RenderFailure(string name, GanGateException failure, Words? words = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(failure);
        IEnumerable<string> details = failure.Details.Take(MostDetails).Select(detail => $"- {MarkdownText.Words(detail)}");
        string more = failure.Details.Count > MostDetails
            ? string.Create(CultureInfo.InvariantCulture, $"\n- and {failure.Details.Count - MostDetails} more: the log has them")
            : "";
        string list = failure.Details.Count == 0 ? "" : $"\n\n{string.Join('\n', details)}{more}";
        return $"## \u26a0\ufe0f {MarkdownText.Name(name)} has no verdict\n\n"
            + $"[{failure.Error.Id}]({failure.Error.HelpLink}): {MarkdownText.Words(failure.Sentence.In(words ?? Words.OfLibrary))}{list}\n";
    }

    /// <summary>Writes <see cref="Render"/> in one step.</summary>
    /// <exception cref="GanGateException">GG2010: the file cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<Report> reports) =>
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(Render(reports))));

    private static string Overview(Report[] reports)
    {
        StringBuilder text = new($"# {GateSection.Sign(GateOutcomes.LookOf(reports))} {ReportFacts.Outcome(reports)}\n\n");
        text.Append("| Gate | Score |\n| --- | --- |\n");
        int listed = 0;
        foreach (Report report in reports)
        {
            if (text.Length > OverviewCharacters) break;
            text.Append(CultureInfo.InvariantCulture, $"| {GateSection.Sign(report.Look)} {GateSection.Title(report)} | ");
            text.Append(CultureInfo.InvariantCulture, $"{MarkdownText.Words(ReportText.Summary(report))} |\n");
            listed++;
        }

        if (listed < reports.Length) text.Append(CultureInfo.InvariantCulture, $"\nand {reports.Length - listed} more gates\n");
        return text.Append('\n').ToString();
    }
}
