using GanGate.Features;
using GanGate.Metrics;
using GanGate.Settings;

namespace GanGate.Measuring;

/// <summary>Several metrics of the same images, in one pass of the network over each side.</summary>
public static class MetricsMeasurement
{
    /// <summary>Measures the metrics asked for.</summary>
    /// <param name="generated">A folder, glob or archive of images.</param>
    /// <param name="reference">Images, or for the Fréchet distances a statistics file; null when no metric needs it.</param>
    /// <param name="metrics">Which metrics; null for all that the protocol has, but for the spatial distance.</param>
    /// <param name="options">How to measure.</param>
    /// <param name="cancellation">Stops the measurement.</param>
    /// <exception cref="GanGateException">
    /// GG2001: a side is missing, or is statistics where images are needed. GG3008: the protocol has no logits. And all that can be wrong
    /// with the sources.
    /// </exception>
    public static MetricsResult Measure(
        string generated, string? reference, MetricSelection? metrics, MeasurementOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        using MeasurementInput generatedInput = MeasurementInput.OpenSamples(generated, options, preferImages: true);
        metrics ??= MetricSelection.AllUnder(ProtocolChoice.Of(options, generatedInput).Id);
        if (metrics.NeedsReference && reference is null)
        {
            throw new GanGateException(ErrorCodes.Usage, $"the reference is missing: only the Inception Score ({Setting.InceptionScore}) can do without one");
        }

        using MeasurementInput? referenceInput = metrics.NeedsReference ? OpenReference(reference!, metrics, options) : null;
        if (!HasFeatures(generatedInput, metrics.InceptionScore, metrics.SpatialDistance)) throw NeedsImages(generated);
        MeasurementInput[] inputs = referenceInput is null ? [generatedInput] : [generatedInput, referenceInput];
        ProtocolChoice choice = ProtocolChoice.Of(options, inputs);
        using Measurer measurer = Measurer.Open(choice, metrics.Parts, options, cancellation, inputs);
        measurer.Warn();
        RequireRoom(metrics, inputs, measurer.Protocol);
        using MeasuredSamples samples = measurer.Samples(generatedInput, metrics.Parts);
        Comparison compared = samples.Against(referenceInput, metrics.OfReference);
        measurer.WarnOf(inputs);
        if (metrics.NeedsDistance || metrics.SpatialDistance)
        {
            measurer.WarnOfFew(compared.Generated.Statistics.Count, compared.Reference.Statistics.Count);
        }

        return Compute(compared, measurer.Protocol, metrics) with
        {
            Generated = MeasuredSet.Of(generatedInput, compared.Generated.Statistics.Count),
            Reference = referenceInput is null
                ? null
                : new MeasuredSet(reference!, compared.Reference.Statistics.Count) { LeftOut = referenceInput.LeftOut },
        };
    }

    private static MeasurementInput OpenReference(string reference, MetricSelection metrics, MeasurementOptions options)
    {
        if (!metrics.NeedsReferenceImages)
        {
            return MeasurementInput.Open(reference, options.FileRules);
        }

        MeasurementInput input = MeasurementInput.OpenForFeatures(reference, options.FileRules);
        return HasFeatures(input, logits: false, spatial: metrics.SpatialDistance) ? input : throw NeedsImages(reference);
    }

    // A file of features holds neither logits nor spatial ones.
    private static bool HasFeatures(MeasurementInput input, bool logits, bool spatial) =>
        input is ImagesInput || (input.List is not null && !logits && !spatial);

    private static void RequireRoom(MetricSelection metrics, MeasurementInput[] inputs, Protocol protocol)
    {
        if (!metrics.Parts.HasFlag(FeatureParts.Rows)) return;
        foreach (MeasurementInput input in inputs) FeatureBuffer.RequireRoom(input.List?.Count ?? 0, protocol.Dimension);
    }

    private static MetricsResult Compute(Comparison compared, Protocol protocol, MetricSelection metrics) => new()
    {
        Protocol = protocol,
        Generated = new MeasuredSet("", null),
        Reference = null,
        Distance = !metrics.NeedsDistance ? null
            : metrics.Infinity || !protocol.Metric.IsFrechet ? compared.Estimate
            : new Estimate(compared.Distance.Value, Count: compared.Generated.Statistics.Count),
        Infinity = metrics.Infinity ? compared.Infinity : null,
        SpatialDistance = metrics.SpatialDistance ? compared.SpatialDistance : null,
        Kernel = metrics.Kernel ? compared.Kernel : null,
        InceptionScore = metrics.InceptionScore ? compared.InceptionScore : null,
        PrecisionRecall = metrics.PrecisionRecall ? compared.PrecisionRecall : null,
    };

    private static GanGateException NeedsImages(string source) => new(
        ErrorCodes.Usage,
        $"'{source}' holds only a mean and a covariance; give its images "
        + $"(a statistics file is enough as the reference of {Setting.Fid}, {Setting.FdInfinity} and {Setting.Sfid})");
}
