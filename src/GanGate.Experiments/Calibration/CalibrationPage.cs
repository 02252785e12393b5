using System.Text;
using GanGate.Reporting;
using GanGate.Reporting.Html;

namespace GanGate.Calibration;

/// <summary>A calibration as one HTML page that needs nothing else, with its charts inside.</summary>
public static class CalibrationPage
{
    /// <summary>Renders a report.</summary>
    public static string Render(CalibrationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        string title = $"A limit for {report.Metric}";
        return HtmlPage.Around(title, "GanGate calibration", Markup.Of($"""
            <article><div class="head"><p class="score">{CalibrationText.Describe(report.Distance, report)}</p><p>{CalibrationText.Compared(report)}</p></div>
            <h3>What it finds</h3>
            <pre>{CalibrationText.Lines(report).Select(line => Markup.Of($"{line}{Markup.Constant("\n")}"))}</pre>
            <h3>Charts</h3><div class="columns">{CalibrationPlot.Charts(report).Select(chart =>
                Markup.Of($"<figure>{chart.ToMarkup()}</figure>"))}</div></article>
            """));
    }

    /// <summary>Writes <see cref="Render"/> in one step.</summary>
    /// <exception cref="GanGateException">GG2010: the file cannot be written.</exception>
    public static void Write(string path, CalibrationReport report) =>
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(Render(report))));
}
