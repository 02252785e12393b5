using GanGate.Features;
using GanGate.Measuring;
using GanGate.Metrics;
using MathNet.Numerics.Distributions;

namespace GanGate.Calibration;

/// <summary>Finds the limits of good samples, and what they catch.</summary>
internal sealed class Calibrator
{
    // Beyond these chances a level says nothing new.
    private const double HardlyEver = 0.05;
    private const double Nearly = 0.99;

    // 95 % of a normal distribution.
    private const double Interval = 1.96;

    private readonly FeatureSet _reference;
    private readonly CalibrationRules _rules;
    private readonly CancellationToken _cancellation;
    private readonly Comparison _undisturbed;
    private readonly long _count;

    /// <summary>Measures the good samples.</summary>
    /// <param name="runs">Comparisons of good samples with the reference, one for each training or seed.</param>
    /// <param name="faulted">The good samples to which faults are applied: those of the first run, or a part of them.</param>
    /// <param name="metrics">What is measured of them.</param>
    /// <param name="rules">What limits have to keep.</param>
    /// <param name="cancellation">Stops the work.</param>
    public Calibrator(
        IReadOnlyList<Comparison> runs,
        FeatureSet faulted,
        IReadOnlyList<Metric> metrics,
        CalibrationRules rules,
        CancellationToken cancellation = default)
    {
        (_reference, _rules, _cancellation) = (runs[0].Reference, rules, cancellation);
        _count = runs[0].Generated.Count;
        _undisturbed = ReferenceEquals(faulted, runs[0].Generated) ? runs[0] : new Comparison(faulted, _reference, cancellation);
        Metrics = [.. metrics.Select(metric => CalibratedMetric.Of(metric, [.. runs.Select(run => run.EstimateOf(metric))], rules))];
    }

    /// <summary>The limits.</summary>
    public IReadOnlyList<CalibratedMetric> Metrics { get; }

    /// <summary>
    /// What the limits find of a fault. The levels are walked from the middle: down as long as the distance finds it, up until it nearly
    /// always does. The other metrics are measured at the level from which on it is found.
    /// </summary>
    /// <exception cref="GanGateException">The spoiled images cannot be measured.</exception>
    public CalibratedFault Of(IFault fault)
    {
        IReadOnlyList<double> levels = fault.Kind.Levels;
        int start = levels.Count / 2;
        List<FaultLevel> measured = [Measure(fault, levels[start])];
        for (int i = start - 1; i >= 0 && Found(measured[0]) > HardlyEver; i--) measured.Insert(0, Measure(fault, levels[i]));
        for (int i = start + 1; i < levels.Count && Found(measured[^1]) < Nearly; i++) measured.Add(Measure(fault, levels[i]));

        CalibratedFault concluded = Conclude(fault, measured);
        int compared = measured.FindIndex(level => level.Level == concluded.ComparedAt);
        if (Metrics.Count > 1) measured[compared] = Measure(fault, concluded.ComparedAt, Metrics);
        return concluded;

        double Found(FaultLevel level) => level.Scores[Distance.Id].Found;
    }

    /// <summary>From which level on a fault is found.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="levels">Rising; the list is kept.</param>
    public CalibratedFault Conclude(IFault fault, IReadOnlyList<FaultLevel> levels) =>
        new(fault.Kind, fault.Subject, levels, FoundFrom(levels, Distance.Threshold), FoundFrom(levels, Distance.BaselineThreshold));

    /// <summary>The distance of good samples with a fault.</summary>
    /// <exception cref="GanGateException">The spoiled images cannot be measured.</exception>
    public FaultLevel Measure(IFault fault, double level) => Measure(fault, level, [Distance]);

    private CalibratedMetric Distance => Metrics[0];

    private FaultLevel Measure(IFault fault, double level, IReadOnlyList<CalibratedMetric> metrics)
    {
        _cancellation.ThrowIfCancellationRequested();
        using FaultedSamples samples = fault.At(level);
        Comparison compared = new(samples.Set, _reference, _cancellation);
        return new FaultLevel(level, metrics.ToDictionary(metric => metric.Id, metric => ScoreOf(metric, compared, samples)));
    }

    private FaultScore ScoreOf(CalibratedMetric metric, Comparison compared, FaultedSamples samples)
    {
        Estimate good = _undisturbed.EstimateOf(metric.Metric).At(_count), spoiled = compared.EstimateOf(metric.Metric).At(_count);
        double rise = metric.Rise(good, spoiled), error = spoiled.StandardError!.Value;
        double? paired = null;
        if (metric.Metric.IsFrechet && compared.Error is DistanceError known)
        {
            double[] shares = SharesByOrigin(known.Influence, samples.Origins);
            if (samples.Origins?.Distinct().Count() < samples.Origins?.Count) error = Math.Sqrt(shares.Sum(share => share * share) * Room);
            paired = PairedError(shares);
        }

        double noise = Math.Sqrt(metric.VarianceOfLimit + (error * error));
        return new FaultScore(metric.Good.Value + (rise * (metric.Metric.HigherIsBetter ? -1 : 1)), error, rise, ChanceOf(rise - metric.Threshold, noise))
        {
            PairedError = paired,
            Noise = noise,
        };
    }

    // What the distance owes to each good sample: IF / n, summed over all rows that came from it.
    private double[] SharesByOrigin(double[] influence, IReadOnlyList<int>? origins)
    {
        double[] shares = new double[_undisturbed.Generated.Count];
        for (int row = 0; row < influence.Length; row++) shares[origins?[row] ?? row] += influence[row] / influence.Length;
        return shares;
    }

    private double PairedError(double[] shares)
    {
        double[] before = SharesByOrigin(_undisturbed.Error!.Influence, null);
        return Math.Sqrt(shares.Zip(before, (after, own) => (after - own) * (after - own)).Sum());
    }

    // Variances of a part of the samples are larger than those of all.
    private double Room => (double)_undisturbed.Generated.Count / _count;

    private FoundLevel? FoundFrom(IReadOnlyList<FaultLevel> levels, double threshold)
    {
        double wanted = Normal.InvCDF(0, 1, _rules.Power);
        (double Level, FaultScore Score)[] scores = [.. levels.Select(level => (level.Level, level.Scores[Distance.Id]))];
        int first = scores.Length;
        while (first > 0 && IsSure(scores[first - 1].Score)) first--;
        return first == scores.Length
            ? null
            : new FoundLevel(scores[first].Level, FirstLevel(Interval) ?? scores[first].Level, FirstLevel(-Interval));

        // The error of the rise counts as one more noise.
        bool IsSure(FaultScore score) =>
            score.Rise - threshold >= wanted * Math.Sqrt((score.Noise * score.Noise) + ((score.PairedError ?? 0) * (score.PairedError ?? 0)));

        double? FirstLevel(double errors) => scores
            .Where(one => one.Score.Rise + (errors * (one.Score.PairedError ?? 0)) - threshold >= wanted * one.Score.Noise)
            .Select(one => (double?)one.Level)
            .FirstOrDefault();
    }

    private static double ChanceOf(double excess, double noise) => noise > 0 ? Normal.CDF(0, 1, excess / noise) : excess > 0 ? 1 : 0;
}
