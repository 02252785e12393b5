using System.Globalization;
using System.Text;
using GanGate.Measuring;
using GanGate.Reporting;
using GanGate.Reporting.Html;

namespace GanGate.Studies;

/// <summary>How scores follow disturbances as one HTML page that needs nothing else, with charts and pictures inside.</summary>
public static class StudyPage
{
    /// <summary>Renders a report.</summary>
    public static string Render(StudyReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        string title = $"{report.Metric} of disturbed images";
        return HtmlPage.Around(title, "GanGate study", Markup.Of($"""
            <article><div class="head"><p class="score">{title}</p><p>{StudyText.Compared(report)}</p></div>
            <h3>Charts</h3><div class="columns">{StudyPlot.Charts(report).Select(chart =>
                Markup.Of($"<figure>{chart.ToMarkup()}</figure>"))}</div>
            <h3>Scores</h3>
            <pre>{StudyText.Lines(report).Select(line => Markup.Of($"{line}{Markup.Constant("\n")}"))}</pre>
            {GridSection.Draw("Images", report.Disturbances.SelectMany(Captioned))}</article>
            """));
    }

    /// <summary>Writes <see cref="Render"/> in one step.</summary>
    /// <exception cref="GanGateException">GG2010: the file cannot be written.</exception>
    public static void Write(string path, StudyReport report) =>
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(Render(report))));

    private static IEnumerable<CaptionedGrid> Captioned(StudiedDisturbance one) => one.Levels
        .Where(level => level.Thumbnail is not null)
        .Select(level => new CaptionedGrid(
            level.Thumbnail,
            level.Picture,
            string.Create(CultureInfo.InvariantCulture, $"{one.Title}, {level.Level}"),
            ScoreFormat.WithError(level.Distance, level.StandardError)));
}
