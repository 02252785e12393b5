using System.Text;
using GanGate.Curves;
using GanGate.Gating;
using GanGate.Reporting.Html;

namespace GanGate.Reporting;

/// <summary>The score along trainings as one HTML page that needs nothing else, with charts and pictures inside.</summary>
public static class CurvePage
{
    private const long RoomForPictures = 1_500_000;
    private const int MostPictures = 24;
    private const int ShownWidth = 260;

    /// <summary>Renders a report.</summary>
    public static string Render(CurveReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        string title = $"{report.Metric} along {string.Join(" and ", report.Curves.Select(curve => curve.Name))}";
        return HtmlPage.Around(title, "GanGate curve", Markup.Of($"""
            <article><div class="head {report.Verdict}-edge"><p class="verdict {report.Verdict}">{Word(report)}</p>
            <p class="score">{title}</p>
            <ul class="checks">{report.Checks.Select(check => Markup.Of(
                $"<li><b class=\"failed\">{check.Code}</b>{check.Message}</li>"))}</ul></div>
            <h3>Curves</h3><div class="columns">{CurvePlot.Charts(report).Select(chart =>
                Markup.Of($"<figure>{chart.ToMarkup()}</figure>"))}</div>
            <pre>{CurveText.Lines(report).Select(line => Markup.Of($"{line}{Markup.Constant("\n")}"))}</pre>
            {Pictures([.. report.Curves.SelectMany(curve => curve.Runs)])}</article>
            """));
    }

    /// <summary>Writes <see cref="Render"/> in one step.</summary>
    /// <exception cref="GanGateException">GG2010: the file cannot be written.</exception>
    public static void Write(string path, CurveReport report) =>
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(Render(report))));

    private static string Word(CurveReport report) => report.Verdict == "failed" ? "✗ diverged" : "✓ no divergence";

    private static Markup Pictures(IReadOnlyList<RunCurve> runs)
    {
        List<Markup> figures = [];
        long room = RoomForPictures;
        foreach ((RunCurve run, Evaluation one) in Spread(runs))
        {
            if (ReadPicture(one.Picture!) is not byte[] png || png.Length * 4L / 3 > room) continue;

            room -= png.Length * 4L / 3;
            string name = $"{run.Source}, step {ScoreFormat.Count(one.Step)}";
            string data = $"data:image/png;base64,{Convert.ToBase64String(png)}";
            figures.Add(Markup.Of($"""
                <figure><img width="{ShownWidth}" alt="{name}" src="{data}">
                <figcaption>{name}<br>{ScoreFormat.Number(one.Value)}</figcaption></figure>

                """));
        }

        return figures.Count == 0 ? Markup.Empty : Markup.Of($"<h3>Samples</h3><div class=\"columns\">{figures}</div>");
    }

    // As many as a page has room for, evenly from the first to the last.
    private static IEnumerable<(RunCurve Run, Evaluation Evaluation)> Spread(IReadOnlyList<RunCurve> runs)
    {
        (RunCurve, Evaluation)[] all = [.. runs
            .SelectMany(run => run.Evaluations.Where(one => one.Picture is not null).Select(one => (run, one)))];
        int shown = Math.Min(all.Length, MostPictures);
        return Enumerable.Range(0, shown).Select(i => all[shown == 1 ? 0 : (int)((long)i * (all.Length - 1) / (shown - 1))]);
    }

    private static byte[]? ReadPicture(string path)
    {
        try
        {
            return new FileInfo(path).Length <= RoomForPictures ? File.ReadAllBytes(path) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The curve is what counts; a picture may have been cleaned away.
            return null;
        }
    }
}
