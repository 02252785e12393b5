using GanGate.Training.Networks;
using GanGate.Training.Plots;

namespace GanGate.Training.Runs;

/// <summary>Two rules on the same data, several runs of each, as in Figures 5 to 7 and Table 1 of Heusel et al. 2017.</summary>
public static class GanComparison
{
    /// <summary>Trains every run of every rule, the runs with seeds from the settings' on, each in a folder of its own.</summary>
    /// <param name="rules">The rules by name.</param>
    /// <param name="options">
    /// Of each run; its folder receives those of the runs. With Resume, runs that have a checkpoint go on from it.
    /// </param>
    /// <param name="runs">Runs of each rule.</param>
    /// <param name="training">How one run is trained: <see cref="GanTraining.Run"/>, or that of text.</param>
    /// <param name="search">How to find the rates of each rule first; null takes those of the settings.</param>
    /// <param name="cancellation">Stops the training.</param>
    /// <returns>The runs; one that diverged is told of and ends no other.</returns>
    /// <exception cref="GanGateException">As for one training, but for GG2060.</exception>
    public static ComparisonResult Run(
        IReadOnlyList<(string Name, GanSettings Settings)> rules, GanRunOptions options, int runs, TrainingRun training,
        RateSearch? search = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(training);
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 1);
        if (!options.Resume) RunFolder.Open(options.Folder, resume: false);
        List<RuleResult> results = [];
        foreach ((string name, GanSettings rule) in rules)
        {
            IReadOnlyList<RateTrial> trials = search?.Run(name, rule, options, training, cancellation) ?? [];
            GanSettings settings = trials is [RateTrial best, ..] ? best.Apply(rule) : rule;
            (Curve Curve, bool Diverged)[] found = [.. Enumerable.Range(0, runs).Select(run => RunOne(
                settings with { Seed = settings.Seed + run }, Within(options, FolderOf(options, name, run)), training, cancellation))];
            results.Add(RuleResult.Of(name, [.. found.Select(run => run.Curve)]) with
            {
                Trials = trials,
                Diverged = [.. found.Index().Where(run => run.Item.Diverged).Select(run => run.Index + 1)],
            });
        }

        return new ComparisonResult(Curve.CurrentSchema, results[0].Curves[0].Metric, results);
    }

    /// <summary>Adds what each run's best generator reaches of the images.</summary>
    /// <param name="result">The comparison of generators of images.</param>
    /// <param name="options">Its options.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="GanGateException">GG2001: the reference is only a mean and a covariance. And as for a measurement.</exception>
    public static ComparisonResult WithModes(ComparisonResult result, GanRunOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(options);
        using ModeMeter meter = ModeMeter.Open(result.Rules[0].Settings, options, cancellation);
        return result with
        {
            Rules = [.. result.Rules.Select(rule => rule with
            {
                Modes = [.. rule.Curves.Select((curve, run) => meter.Measure(curve, FolderOf(options, rule.Name, run)))],
            })],
        };
    }

    // One that diverged is a result as well: its curve up to there.
    private static (Curve Curve, bool Diverged) RunOne(
        GanSettings settings, GanRunOptions options, TrainingRun training, CancellationToken cancellation)
    {
        try
        {
            return (training(settings, options, cancellation).Curve, false);
        }
        catch (GanGateException failure)
            when (failure.Error == ErrorCodes.TrainingDiverged && RunFolder.CurveIn(options.Folder) is Curve curve)
        {
            return (curve, true);
        }
    }

    private static string FolderOf(GanRunOptions options, string rule, int run) => Path.Combine(options.Folder, $"{rule}-{run + 1}");

    /// <summary>The options of one of several trainings, which goes on where it has a checkpoint.</summary>
    internal static GanRunOptions Within(GanRunOptions options, string folder) =>
        options with { Folder = folder, Resume = options.Resume && File.Exists(Path.Combine(folder, "checkpoint.npz")) };

    /// <summary>The scores over steps and over seconds, and the oscillation of the generator's gradient.</summary>
    public static IReadOnlyList<Plot> Plots(ComparisonResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return
        [
            new Plot(
                $"{result.Metric} of the runs", "step", result.Metric,
                [.. result.Rules.Select(Spread)], LogarithmicY: true),
            new Plot("The same over time", "seconds of training", result.Metric, [.. result.Rules.SelectMany(EachRun)], LogarithmicY: true),
            new Plot(
                "Oscillation of the generator's gradient norm", "step", "relative change per step", [.. result.Rules.Select(Oscillation)]),
        ];
    }

    private static PlotSeries Spread(RuleResult rule) => new(
        $"{rule.Name}, mean", [.. rule.Points.Select(point => (double)point.Step)], [.. rule.Points.Select(point => point.Mean)])
    {
        Band = new PlotBand(
            $"{rule.Name}, minimum to maximum",
            [.. rule.Points.Select(point => point.Minimum)],
            [.. rule.Points.Select(point => point.Maximum)]),
    };

    private static IEnumerable<PlotSeries> EachRun(RuleResult rule) => rule.Curves.Select((curve, run) => new PlotSeries(
        $"{rule.Name} {run + 1}", [.. curve.Points.Select(point => point.Seconds)], [.. curve.Points.Select(point => point.Score)]));

    private static PlotSeries Oscillation(RuleResult rule) => new(
        rule.Name,
        [.. rule.Points.Skip(1).Select(point => (double)point.Step)],
        [.. rule.Points.Skip(1).Select(point => point.Oscillation)]);
}
