using GanGate.Measuring;

namespace GanGate.Curves;

/// <summary>Measures the checkpoints of runs in order, against one reference; what was measured before is taken as it was.</summary>
public static class CurveMeasurement
{
    /// <summary>Measures some runs.</summary>
    /// <param name="runs">Their folders.</param>
    /// <param name="options">Against what, and how.</param>
    /// <param name="cancellation">Stops the measurement; what was measured until then is kept.</param>
    /// <returns>A run for each folder, in their order.</returns>
    /// <exception cref="GanGateException">
    /// GG2092: a folder holds no checkpoints; GG2093: the runs do not compare; GG2094: a curve is not valid; and all that can be wrong
    /// with a measurement.
    /// </exception>
    public static IReadOnlyList<EvaluatedRun> Evaluate(
        IReadOnlyList<string> runs, CurveOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(options);
        RunSource[] sources = [.. runs.Select(run => RunSource.Open(run, measure: options.Reference is not null))];
        using CheckpointMeter? meter = options.Reference is null ? null : new CheckpointMeter(options.Reference, options, cancellation);
        EvaluatedRun[] evaluated = [.. sources.Select((source, i) => source is EvaluatedSource known
            ? known.Run
            : meter!.Evaluate((CheckpointRun)source, sources.Length == 1 ? "" : FormattableString.Invariant($"{i + 1}-")))];
        RequireComparable(evaluated);
        meter?.WarnOfFew();
        return evaluated;
    }

    private static void RequireComparable(EvaluatedRun[] runs)
    {
        if (runs.FirstOrDefault(run => run.Metric != runs[0].Metric) is EvaluatedRun other)
        {
            throw new GanGateException(
                ErrorCodes.CurvesNotComparable,
                $"the score of '{runs[0].Source}' is {runs[0].Metric} and that of '{other.Source}' {other.Metric}: they do not compare");
        }

        Evaluation[] all = [.. runs.SelectMany(run => run.Evaluations)];
        if ((runs.Length > 1 || all.Any(evaluation => evaluation.Bias is null))
            && all.FirstOrDefault(evaluation => evaluation.Count != all[0].Count) is Evaluation uneven)
        {
            throw new GanGateException(
                ErrorCodes.CurvesNotComparable,
                $"{Samples(all[0])} at '{all[0].Checkpoint}' and {Samples(uneven)} at '{uneven.Checkpoint}' do not compare, "
                + (runs.Length > 1 ? "since the means over runs depend on their number" : "since a score depends on their number and its bias is not known"));
        }
    }

    private static string Samples(Evaluation evaluation) =>
        evaluation.Count is long count ? $"{ScoreFormat.Count(count)} samples" : "an unstated number of samples";
}

/// <summary>How runs are measured.</summary>
public sealed record CurveOptions
{
    /// <summary>Statistics or images to measure against; null for runs that measured themselves.</summary>
    public string? Reference { get; init; }

    /// <summary>How to measure.</summary>
    public MeasurementOptions Measurement { get; init; } = new();

    /// <summary>
    /// A folder that receives a picture of the first samples of each checkpoint, named as it is, behind the run's place where there are
    /// several; null for none.
    /// </summary>
    public string? Grids { get; init; }

    /// <summary>Whether evaluations carry a picture of the first samples, for a page.</summary>
    public bool Thumbnails { get; init; }

    /// <summary>Whether to keep what was measured in each run's folder, so that only new checkpoints are measured the next time.</summary>
    public bool Keep { get; init; } = true;
}
