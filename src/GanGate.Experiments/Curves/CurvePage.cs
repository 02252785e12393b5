using System.Text;
using GanGate.Measuring;
using GanGate.Reporting;
using GanGate.Reporting.Html;

namespace GanGate.Curves;

/// <summary>The score along trainings as one HTML page that needs nothing else, with charts and pictures inside.</summary>
public static class CurvePage
{
    /// <summary>Renders a report.</summary>
    public static string Render(CurveReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        string title = $"{report.Metric} along {string.Join(" and ", report.Curves.Select(curve => curve.Name))}";
        return HtmlPage.Around(title, "GanGate curve", Markup.Of($"""
            <article><div class="head {report.Verdict.Word()}-edge"><p class="verdict {report.Verdict.Word()}">{Word(report)}</p>
            <p class="score">{title}</p>
            <ul class="checks">{report.Checks.Select(check => Markup.Of(
                $"<li><b class=\"failed\">{check.Code}</b>{check.Message}</li>"))}</ul></div>
            <h3>Curves</h3><div class="columns">{CurvePlot.Charts(report).Select(chart =>
                Markup.Of($"<figure>{chart.ToMarkup()}</figure>"))}</div>
            <pre>{CurveText.Lines(report).Select(line => Markup.Of($"{line}{Markup.Constant("\n")}"))}</pre>
            {GridSection.Draw("Samples", report.Curves.SelectMany(curve => curve.Runs).SelectMany(Captioned))}</article>
            """));
    }

    /// <summary>Writes <see cref="Render"/> in one step.</summary>
    /// <exception cref="GanGateException">GG2010: the file cannot be written.</exception>
    public static void Write(string path, CurveReport report) =>
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(Render(report))));

    private static string Word(CurveReport report) => report.Verdict == GateOutcome.Failed ? "✗ diverged" : "✓ no divergence";

    private static IEnumerable<CaptionedGrid> Captioned(RunCurve run) => run.Evaluations
        .Where(one => (one.Thumbnail ?? (object?)one.Picture) is not null)
        .Select(one => new CaptionedGrid(
            one.Thumbnail, one.Picture, $"{run.Source}, step {ScoreFormat.Count(one.Step)}", ScoreFormat.WithError(one.Value, one.StandardError)));
}
