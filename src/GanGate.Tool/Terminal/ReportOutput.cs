using GanGate.Reporting;

namespace GanGate.Tool.Terminal;

/// <summary>
/// Shows reports: text or JSON on the first stream, a canonical line per failed rule on the second, unless both are one terminal.
/// </summary>
internal static class ReportOutput
{
    /// <summary>Shows reports.</summary>
    /// <param name="invocation">Where to show them.</param>
    /// <param name="reports">At least one.</param>
    /// <param name="single">Whether the JSON is that of the only report and not of a list.</param>
    /// <returns>0, or 1 when a rule of any failed.</returns>
    public static int Show(Invocation invocation, IReadOnlyList<Report> reports, bool single)
    {
        string text = string.Join("\n\n", reports.Select(report => ReportText.Render(report, invocation.Streams.Colors)));
        invocation.Streams.Outcome?.Show(text);
        foreach (Report report in reports) invocation.Streams.Outcome?.Verdict(report.Verdict == GateOutcome.Passed, ReportText.Verdict(report));
        invocation.Streams.Out.WriteLine(invocation.Json ? single ? ReportFile.Render(reports[0]) : ReportFile.Render(reports) : text);
        return reports.Max(report => Fail(invocation, report));
    }

    private static int Fail(Invocation invocation, Report report)
    {
        // The text above them has them all.
        if (invocation.Streams.OneScreen && !invocation.Json)
        {
            return report.Checks.Where(check => !check.Passed).Select(check => ErrorOf(check).ExitCode).LastOrDefault();
        }

        int exitCode = 0;
        foreach (ReportWarning warning in report.Warnings)
        {
            ErrorLine.WriteWarning(invocation.Streams, warning.Code, warning.Message, report.Name);
        }

        foreach (ReportCheck check in report.Checks.Where(check => check.Warned is not null))
        {
            ErrorLine.WriteWarning(invocation.Streams, check.Word, check.Message, report.Name);
        }

        foreach (ReportCheck check in report.Checks.Where(check => !check.Passed))
        {
            ErrorLine.Write(invocation.Streams, ErrorOf(check), check.Message, report.Name);
            exitCode = ErrorOf(check).ExitCode;
        }

        return exitCode;
    }

    private static ErrorCode ErrorOf(ReportCheck check) => ErrorCode.All.Single(code => code.Id == check.Code);
}
