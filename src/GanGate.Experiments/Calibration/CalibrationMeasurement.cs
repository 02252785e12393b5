using GanGate.Features;
using GanGate.Gating;
using GanGate.Measuring;
using GanGate.Numerics;
using GanGate.Settings;
using GanGate.Statistics;

namespace GanGate.Calibration;

/// <summary>Measures good samples and their faults, so that nobody has to invent a limit.</summary>
public static class CalibrationMeasurement
{
    /// <summary>Calibrates a gate.</summary>
    /// <param name="good">Accepted samples: images, a generator or kept features; several are runs of one recipe.</param>
    /// <param name="reference">Statistics or images.</param>
    /// <param name="options">What is tried, and how.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="GanGateException">
    /// GG2001: good samples are statistics without features, or of different counts; and all that can be wrong with a measurement.
    /// </exception>
    public static CalibrationResult Run(
        IReadOnlyList<string> good, string reference, CalibrationOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Run(good, () => MeasurementInput.OpenForFeatures(reference, options.Measurement.FileRules), options, cancellation);
    }

    /// <summary>The same against statistics that were just measured.</summary>
    /// <param name="good">Accepted samples.</param>
    /// <param name="file">Where the statistics lie.</param>
    /// <param name="reference">The statistics, with their features where faults shall make use of them.</param>
    /// <param name="options">What is tried, and how.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="GanGateException">As above.</exception>
    public static CalibrationResult Run(
        IReadOnlyList<string> good, string file, FeatureStatistics reference, CalibrationOptions options, CancellationToken cancellation = default) =>
        Run(good, () => new StatisticsInput(file, reference), options, cancellation);

    private static CalibrationResult Run(
        IReadOnlyList<string> good, Func<MeasurementInput> reference, CalibrationOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(good);
        ArgumentNullException.ThrowIfNull(options);
        List<MeasurementInput> inputs = [];
        try
        {
            inputs.AddRange(good.Select((source, i) =>
                MeasurementInput.OpenSamples(source, OptionsOf(source, good.Take(i).Count(other => other == source), options.Measurement), preferImages: true)));
            inputs.Add(reference());
            RequireFeatures(inputs[..^1]);
            RequirePossible(options.Limits, inputs[^1]);
            using ImagesInput? others = OthersOf(options);
            return Run(inputs[..^1], inputs[^1], others, options, cancellation);
        }
        finally
        {
            inputs.ForEach(input => input.Dispose());
        }
    }

    private static CalibrationResult Run(
        List<MeasurementInput> good, MeasurementInput reference, ImagesInput? others, CalibrationOptions options, CancellationToken cancellation)
    {
        using Measurer measurer = Measurer.Open(options.Measurement, cancellation, [.. good, reference]);
        List<MeasuredSamples> samples = [];
        try
        {
            samples.AddRange(good.Select(input => measurer.Samples(input)));
            Score[] scores = [.. samples.Select(one => one.PlainScore(reference))];
            Comparison[] runs = [.. samples.Select(one => one.Against(reference, FeatureParts.Rows))];
            FeatureSet faulted = PartOf(runs[0].Generated, options);
            Metric[] metrics = [ProtocolIdentity.Of(measurer.Protocol).Metric, .. Metric.BesideDistance.Where(runs[0].Has)];
            Calibrator calibrator = new(runs, faulted, metrics, options.Rules, cancellation);
            Faults faults = new(measurer, good[0], faulted, runs[0].Reference, others, options, cancellation);
            return new CalibrationResult
            {
                Protocol = measurer.Protocol,
                Scores = scores,
                Rules = options.Rules,
                Floor = NoiseFloor.Of(runs[0].Reference, runs[0].Generated.Count, options.Seed),
                Metrics = calibrator.Metrics,
                Faults = [.. faults.All(calibrator).Select(calibrator.Of)],
                Needed = NeededCount.Of(calibrator.Metrics[0].Good, options.Detect, options.Rules),
                Warnings = [.. scores[0].Warnings, .. SuspectSamples.In(runs[0], reference, measurer, options, cancellation)],
            };
        }
        finally
        {
            samples.ForEach(one => one.Dispose());
        }
    }

    // A generator that is given again draws anew; other samples would be the same ones.
    private static MeasurementOptions OptionsOf(string source, int earlier, MeasurementOptions options) => (earlier, options.Generator) switch
    {
        (0, _) => options,
        (_, { } generator) => options with { Generator = generator with { Seed = generator.Seed + earlier } },
        _ => throw new GanGateException(ErrorCodes.Usage, $"'{source}' is given twice: runs of one recipe are different samples"),
    };

    private static void RequireFeatures(IReadOnlyList<MeasurementInput> good)
    {
        if (good.FirstOrDefault(input => input.List is null) is MeasurementInput bare)
        {
            throw new GanGateException(
                ErrorCodes.Usage,
                $"'{bare.Source}' holds only a mean and a covariance, of which no error is known: give the images, or statistics with {Setting.WithFeatures}");
        }

        if (good.FirstOrDefault(input => input.List!.Count != good[0].List!.Count) is MeasurementInput other)
        {
            throw new GanGateException(
                ErrorCodes.Usage,
                $"'{other.Source}' has {other.List!.Count} samples and '{good[0].Source}' {good[0].List!.Count}: a limit holds for one count, "
                + $"so take as many of each ({Setting.Limit})");
        }
    }

    // Before anything is measured.
    private static void RequirePossible(IReadOnlyList<Metric> limits, MeasurementInput reference)
    {
        if (limits.FirstOrDefault(metric => metric.NeedsLogits) is Metric logits)
        {
            throw new GanGateException(
                ErrorCodes.Usage, $"{logits.Published} is not calibrated: its error comes from ten parts of the samples alone, so give its limit by hand");
        }

        if (reference.List is null && limits.Count > 0)
        {
            throw new GanGateException(
                ErrorCodes.MetricNeedsImages,
                $"{limits[0].Published} compares single images, but '{reference.Source}' holds only a mean and a covariance: "
                + $"give its images, or statistics with {Setting.WithFeatures}");
        }
    }

    private static ImagesInput? OthersOf(CalibrationOptions options)
    {
        if (options.ContaminateWith is not string path) return null;
        MeasurementInput input = MeasurementInput.OpenForFeatures(path, options.Measurement.FileRules);
        return input as ImagesInput
            ?? throw new GanGateException(ErrorCodes.Usage, $"'{path}' holds statistics, and no images to contaminate with");
    }

    private static FeatureSet PartOf(FeatureSet good, CalibrationOptions options) => good.Count <= options.FaultSamples
        ? good
        : good.OfRows([.. new Philox((ulong)options.Seed).Order(stream: 0, good.Count).Take(options.FaultSamples).Order()]);
}
