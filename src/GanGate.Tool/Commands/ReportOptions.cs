using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using GanGate.Measuring;
using GanGate.Reporting;
using GanGate.Reporting.Html;
using GanGate.Reporting.Markdown;
using GanGate.Settings;
using GanGate.Tool.Hosting;
using GanGate.Tool.Terminal;
using GanGate.Tool.Wording;

namespace GanGate.Tool.Commands;

/// <summary>The options that name files for a report, beside what the terminal shows.</summary>
internal sealed partial class ReportOptions
{
    // Options that say where a result goes and nothing of what it is.
    private static readonly string[] Telling =
    [
        .. ((Setting[])
        [
            Setting.Json, Setting.JsonFile, Setting.Report, Setting.MarkdownFile, Setting.Junit, Setting.History, Setting.Ci, Setting.Comment,
            Setting.ReferenceCache, Setting.NoProgress,
        ]).Select(SettingOptions.NameOf),
        TerminalStreams.Attached, MachineSlot.Option, BuildWords.Option, Outcome.Option,
    ];

    private readonly Option<string?> _json = Setting.JsonFile.ToText();
    private readonly Option<string?> _html = Setting.Report.ToText();
    private readonly Option<string?> _markdown = Setting.MarkdownFile.ToText();
    private readonly Option<string?> _junit = Setting.Junit.ToText();
    private readonly Option<string?> _history = Setting.History.ToText();

    /// <summary>Adds the options; that of a history where the results of the command belong into one.</summary>
    public void AddTo(Command command, bool history)
    {
        command.Options.Add(_json);
        command.Options.Add(_html);
        command.Options.Add(_markdown);
        command.Options.Add(_junit);
        if (history) command.Options.Add(_history);
    }

    /// <summary>The files as given, found to be writable, and the history read.</summary>
    /// <exception cref="GanGateException">GG2001: two are the same; GG2010: one cannot be written; GG2080: the history is none.</exception>
    public ReportFiles Read(ParseResult parsed)
    {
        Option<string?>[] given = [.. new[] { _json, _html, _markdown, _junit, _history }.Where(option => parsed.GetResult(option) is not null)];
        foreach (Option<string?> option in given) Paths.RequireWritable(parsed.GetValue(option));
        Paths.RequireDistinct(parsed, given);
        string? history = given.Contains(_history) ? parsed.GetValue(_history) : null;
        return new ReportFiles(
            parsed.GetValue(_json),
            parsed.GetValue(_html),
            parsed.GetValue(_markdown),
            parsed.GetValue(_junit),
            history is null ? null : HistoryFile.Read(history),
            history is null ? null : SourceCommit.Find(Path.GetDirectoryName(Path.GetFullPath(history))!),
            ShellLine(["gangate", .. Measuring(parsed)]));
    }

    /// <summary>A command as a POSIX shell takes it.</summary>
    public static string ShellLine(IEnumerable<string> words) =>
        string.Join(' ', words.Select(word => Plain().IsMatch(word) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'"));

    // The words that it takes to measure the same again.
    private static IEnumerable<string> Measuring(ParseResult parsed)
    {
        bool leave = false;
        foreach (Token token in parsed.Tokens)
        {
            bool tells = token.Type == TokenType.Option && Telling.Contains(token.Value);
            if (!tells && !(leave && token.Type == TokenType.Argument)) yield return token.Value;
            leave = tells && parsed.CommandResult.Command.Options.Single(option => option.Name == token.Value).ValueType != typeof(bool);
        }
    }

    [GeneratedRegex(@"^[\w@%+=:,./-]+$")]
    private static partial Regex Plain();
}

/// <summary>Where reports go.</summary>
/// <param name="Json">The JSON file; null for none.</param>
/// <param name="Html">The page; null for none.</param>
/// <param name="Markdown">The Markdown file; null for none.</param>
/// <param name="JUnit">The JUnit file; null for none.</param>
/// <param name="History">The earlier results; null when none are kept.</param>
/// <param name="Commit">The commit that the results belong to, where known.</param>
/// <param name="Command">The command that is running, as a shell takes it.</param>
internal sealed record ReportFiles(
    string? Json, string? Html, string? Markdown, string? JUnit, HistoryFile? History, string? Commit, string Command)
{
    /// <summary>How to measure, so that the page has what it shows.</summary>
    public MeasurementOptions Complete(MeasurementOptions options) => options with { Pictures = Html is not null };

    /// <summary>A report with the command and its history.</summary>
    public Report Complete(Report report)
    {
        Report complete = report.Command is null ? report with { Command = Command } : report;
        return History is null ? complete : History.Before(complete);
    }

    /// <summary>Writes results.</summary>
    /// <param name="reports">At least one.</param>
    /// <param name="single">Whether the JSON is that of the only report and not of a list.</param>
    public void Write(IReadOnlyList<Report> reports, bool single)
    {
        if (Json is not null && single) ReportFile.Write(Json, reports[0]);
        else if (Json is not null) ReportFile.Write(Json, reports);
        WritePages(reports);
    }

    // The history last: a result is in it when its pages are there.
    private void WritePages(IReadOnlyList<Report> reports)
    {
        if (Html is not null) HtmlReport.Write(Html, reports);
        if (Markdown is not null) MarkdownReport.Write(Markdown, reports);
        if (JUnit is not null) JUnitReport.Write(JUnit, reports);
        History?.Append(reports, Commit);
    }
}
