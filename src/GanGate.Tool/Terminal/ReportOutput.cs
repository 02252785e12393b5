using GanGate.Reporting;
using GanGate.Tool.Commands;

namespace GanGate.Tool.Terminal;

/// <summary>Shows reports: text or JSON on the first stream, a canonical line per failed rule on the second.</summary>
internal static class ReportOutput
{
    /// <summary>Writes reports to a file, where one is named, and shows them.</summary>
    /// <param name="invocation">Where to show them.</param>
    /// <param name="path">The JSON file; null for none.</param>
    /// <param name="reports">At least one.</param>
    /// <param name="single">Whether the JSON is that of the only report and not of a list.</param>
    /// <returns>0, or 1 when a rule of any failed.</returns>
    public static int WriteAndShow(Invocation invocation, string? path, IReadOnlyList<Report> reports, bool single)
    {
        if (path is not null)
        {
            if (single) ReportFile.Write(path, reports[0]);
            else ReportFile.Write(path, reports);
        }

        return single ? Show(invocation, reports[0]) : Show(invocation, reports);
    }

    /// <summary>Shows one report.</summary>
    /// <returns>0, or 1 when a rule failed.</returns>
    public static int Show(Invocation invocation, Report report)
    {
        invocation.Streams.Out.WriteLine(invocation.Json ? ReportFile.Render(report) : ReportText.Render(report, invocation.Streams.Colors));
        return Fail(invocation, report);
    }

    /// <summary>Shows the reports of a configuration's gates.</summary>
    /// <returns>0, or 1 when a rule of any gate failed.</returns>
    public static int Show(Invocation invocation, IReadOnlyList<Report> reports)
    {
        invocation.Streams.Out.WriteLine(invocation.Json
            ? ReportFile.Render(reports)
            : string.Join("\n\n", reports.Select(report => ReportText.Render(report, invocation.Streams.Colors))));
        return reports.Max(report => Fail(invocation, report));
    }

    private static int Fail(Invocation invocation, Report report)
    {
        int exitCode = 0;
        foreach (ReportWarning warning in report.Warnings)
        {
            ErrorLine.WriteWarning(invocation.Streams, warning.Code, Named(report, warning.Message));
        }

        foreach (ReportCheck check in report.Checks.Where(check => !check.Passed))
        {
            ErrorCode error = ErrorCode.All.Single(code => code.Id == check.Code);
            ErrorLine.Write(invocation.Streams, error, Named(report, check.Message));
            exitCode = error.ExitCode;
        }

        return exitCode;
    }

    private static string Named(Report report, string message) => report.Name is null ? message : $"{report.Name}: {message}";
}
