using System.Globalization;
using GanGate.Gating;
using GanGate.Measuring;
using GanGate.Metrics;
using GanGate.Reporting.Charts;

namespace GanGate.Reporting.Html;

/// <summary>The charts of a report.</summary>
internal static class ReportCharts
{
    // 95 % of a normal distribution.
    private const double Interval = 1.96;

    private const double SmallestEigenvalue = 1e-8;
    private const int ShownRuns = 50;
    private const int Dates = 4;

    /// <summary>The score with its error, its limit and its baseline on one scale.</summary>
    public static IntervalChart Scale(Report report)
    {
        List<ChartInterval> rows = [Row("Score", report.Value, report.StandardError)];
        if (report.BiasCorrected is double corrected) rows.Add(Row("Corrected", corrected, report.StandardError) with { Hollow = true });
        List<ChartZone> zones = [];
        foreach (Regression regression in report.Checks.Where(check => check.Metric is null).Select(check => check.Regression).OfType<Regression>())
        {
            rows.Add(new ChartInterval("Baseline", regression.Accepted) { Hollow = true });
            zones.Add(new ChartZone(
                $"allowed above the baseline, {ScoreFormat.Number(regression.Allowed)}",
                regression.Accepted,
                regression.Accepted + regression.Allowed));
        }

        ChartMark[] marks = [.. LimitsOf(report)];
        double lowest = rows.Min(row => row.Low ?? row.Value);
        double highest = rows.Select(row => row.Value).Concat(marks.Select(mark => mark.Value)).Max();
        string what = report.StandardError is null ? report.Label : $"{report.Label}, with the 95 % interval of so many samples";
        ChartAxis axis = new(what) { From = lowest >= 0 && lowest < highest / 2 ? 0 : null };
        return new IntervalChart("The score on its scale", axis, rows)
        {
            Marks = marks,
            Zones = zones,
        };
    }

    /// <summary>The result after the earlier ones.</summary>
    public static LineChart History(Report report)
    {
        HistoryEntry[] runs = [.. report.Figures.History.TakeLast(ShownRuns - 1), HistoryEntry.Of(report)];
        int step = Math.Max(1, (runs.Length + Dates - 1) / Dates);
        string format = runs[^1].Created - runs[0].Created < TimeSpan.FromDays(Dates) ? "MM-dd HH:mm" : "yyyy-MM-dd";
        ChartTick[] ticks = [.. Enumerable.Range(0, runs.Length)
            .Where(run => run % step == 0)
            .Select(run => new ChartTick(run, runs[run].Created.UtcDateTime.ToString(format, CultureInfo.InvariantCulture)))];
        ChartPoint[] points = [.. runs.Select((run, index) => new ChartPoint(
            index, run.Value, run.Value - (Interval * run.StandardError), run.Value + (Interval * run.StandardError))
            {
                Crossed = run.Verdict == GateOutcome.Failed,
            })];
        ChartSeries series = new(report.Label, points)
        {
            Dots = true,
            BandName = runs.Any(run => run.StandardError is not null) ? "95 % interval" : null,
        };
        return new LineChart("History", new ChartAxis("run") { Ticks = ticks }, new ChartAxis("score"), [series])
        {
            Marks = [.. LimitsOf(report)],
        };
    }

    /// <summary>What the means and the covariances contribute.</summary>
    public static BarChart Parts(Report report)
    {
        return new BarChart(
            "What the score is made of", [Part("From the means", report.MeanTerm), Part("From the covariances", report.CovarianceTerm)]);

        ChartBar Part(string name, double value) => new(name, value, report.Value > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{ScoreFormat.WithError(value, report.StandardError)} ({100 * value / report.Value:0} %)")
            : ScoreFormat.WithError(value, report.StandardError));
    }

    /// <summary>The eigenvalues of both covariances.</summary>
    public static LineChart Spectrum(DistanceProfile profile)
    {
        SpectrumPoint[] points = Telling(profile);
        return new LineChart(
            "Spectrum of the features",
            new ChartAxis("rank") { Logarithmic = true },
            new ChartAxis("eigenvalue of the covariance") { Logarithmic = true },
            [
                new ChartSeries("generated", [.. points.Select(point => new ChartPoint(point.Rank, point.Generated))]),
                new ChartSeries("reference", [.. points.Select(point => new ChartPoint(point.Rank, point.Reference))]),
            ]);
    }

    /// <summary>The generated eigenvalues over the reference's.</summary>
    public static LineChart SpectrumRatio(DistanceProfile profile) => new(
        "Spectrum beside the reference's",
        new ChartAxis("rank") { Logarithmic = true },
        new ChartAxis("eigenvalue, generated / reference") { Logarithmic = true },
        [
            new ChartSeries(
                "generated / reference",
                [.. Telling(profile).Select(point => new ChartPoint(point.Rank, point.Generated / point.Reference))]),
        ])
    {
        Marks = [new ChartMark("equal", 1)],
    };

    /// <summary>By how much the features' means differ.</summary>
    public static HistogramChart Shifts(ShiftHistogram shifts) => new(
        "Shift of each feature",
        new ChartAxis("shift of the mean, in the reference's standard deviations"),
        new ChartAxis("features"),
        -shifts.Limit,
        shifts.Limit,
        shifts.Counts)
    {
        Zones = shifts.Chance is double chance ? [new ChartZone("95 % of shifts by chance", -Interval * chance, Interval * chance)] : [],
    };

    /// <summary>Where the time went.</summary>
    public static BarChart Time(StageSeconds seconds) => new(
        $"Time: {ReportFacts.Seconds(seconds.Total)} in all",
        [.. ReportFacts.Stages(seconds).Select(stage => new ChartBar(stage.Name, stage.Seconds, ReportFacts.Seconds(stage.Seconds)))]);

    // What is smaller is the rounding of the features.
    private static SpectrumPoint[] Telling(DistanceProfile profile) =>
        [.. profile.Spectrum.Where(point => point.Reference > SmallestEigenvalue * profile.Spectrum[0].Reference)];

    private static IEnumerable<ChartMark> LimitsOf(Report report) => report.Checks
        .Where(check => check.Metric is null)
        .Select(check => check.Limit)
        .OfType<double>()
        .Select(limit => new ChartMark($"limit {ScoreFormat.Number(limit)}", limit));

    private static ChartInterval Row(string name, double value, double? error) =>
        new(name, value, value - (Interval * error), value + (Interval * error));
}
