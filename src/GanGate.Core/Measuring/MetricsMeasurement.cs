using GanGate.Features;
using GanGate.Metrics;
using GanGate.Statistics;

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
        metrics ??= MetricSelection.AllUnder(ProtocolChoice.Of(options, generatedInput));
        if (metrics.NeedsReference && reference is null)
        {
            throw new GanGateException(ErrorCodes.Usage, "the reference is missing: only the Inception Score (--is) can do without one");
        }

        using MeasurementInput? referenceInput = metrics.NeedsReference ? OpenReference(reference!, metrics, options) : null;
        if (!HasFeatures(generatedInput, metrics)) throw NeedsImages(generated);
        FeatureStatistics? spatialReference = metrics.SpatialDistance && referenceInput is StatisticsInput
            ? StatisticsFile.ReadSpatial(reference!)
            : null;
        using OpenedProtocol opened = Open(generatedInput, referenceInput, metrics, options);
        opened.Warn(options);
        using MeasuredFeatures g = Measure(generatedInput, opened, metrics, options, cancellation)!;
        using MeasuredFeatures? r = referenceInput is null
            ? null
            : Measure(referenceInput, opened, metrics.OfReference, options, cancellation);
        OpenedProtocol.Warn(options, generatedInput, referenceInput);
        return Compute(g, r, (referenceInput as StatisticsInput)?.Statistics, spatialReference, opened.Protocol, metrics, cancellation) with
        {
            Generated = MeasuredSet.Of(generatedInput, g.Count),
            Reference = referenceInput is null ? null : new MeasuredSet(reference!, r?.Count ?? ((StatisticsInput)referenceInput).Statistics.Count)
            {
                LeftOut = referenceInput.LeftOut,
            },
        };
    }

    private static MeasurementInput OpenReference(string reference, MetricSelection metrics, MeasurementOptions options)
    {
        if (!metrics.NeedsReferenceImages)
        {
            return MeasurementInput.Open(reference, options.FileRules);
        }

        MeasurementInput input = MeasurementInput.OpenForFeatures(reference, options.FileRules);
        return HasFeatures(input, metrics.OfReference) ? input : throw NeedsImages(reference);
    }

    // A file of features holds neither logits nor spatial ones.
    private static bool HasFeatures(MeasurementInput input, MetricSelection metrics) =>
        input is ImagesInput || (input.List is not null && metrics is { InceptionScore: false, SpatialDistance: false });

    private static MeasuredFeatures? Measure(
        MeasurementInput input,
        OpenedProtocol opened,
        MetricSelection metrics,
        MeasurementOptions options,
        CancellationToken cancellation) => input switch
        {
            ImagesInput images => MeasuredFeatures.Of(images, opened.Extractor, metrics, options, cancellation),
            StatisticsInput { Statistics.Features: FeatureTable features } => MeasuredFeatures.Of(features, metrics),
            _ => null,
        };

    private static OpenedProtocol Open(
        MeasurementInput generated, MeasurementInput? reference, MetricSelection metrics, MeasurementOptions options)
    {
        MeasurementOptions withParts = options with { Logits = metrics.InceptionScore, Spatial = metrics.SpatialDistance };
        return reference is null
            ? OpenedProtocol.For(withParts, generated)
            : OpenedProtocol.For(withParts, generated, reference);
    }

    private static MetricsResult Compute(
        MeasuredFeatures g,
        MeasuredFeatures? r,
        FeatureStatistics? known,
        FeatureStatistics? knownSpatial,
        Protocol protocol,
        MetricSelection metrics,
        CancellationToken cancellation)
    {
        int dimension = protocol.Dimension;
        FeatureStatistics? reference = metrics.NeedsDistance ? r?.Statistics ?? known! : null;
        return new MetricsResult
        {
            Protocol = protocol,
            Generated = new MeasuredSet("", null),
            Reference = null,
            Distance = reference is null ? null : FrechetDistance.Between(g.Statistics, reference),
            Infinity = metrics.Infinity ? FrechetInfinity.Compute(g.Features, dimension, reference!, cancellation) : null,
            Uncertainty = metrics.Infinity ? UncertaintyOf(g, reference!, cancellation) : null,
            SpatialDistance = metrics.SpatialDistance
                ? FrechetDistance.Between(g.SpatialStatistics, r?.SpatialStatistics ?? knownSpatial!)
                : null,
            Kernel = metrics.Kernel ? KernelInceptionDistance.Compute(g.Features, r!.Features, dimension, cancellation: cancellation) : null,
            InceptionScore = metrics.InceptionScore ? Metrics.InceptionScore.Compute(g.Logits, g.LogitCount) : null,
            PrecisionRecall = metrics.PrecisionRecall ? Metrics.PrecisionRecall.Compute(g.Features, r!.Features, dimension, cancellation: cancellation) : null,
        };
    }

    private static Uncertainty UncertaintyOf(MeasuredFeatures g, FeatureStatistics reference, CancellationToken cancellation)
    {
        FeatureRows rows = new(g.Features, reference.Dimension, "generated", cancellation);
        DistanceError error = DistanceError.Of(rows, g.Statistics, reference);
        return new Uncertainty(error.StandardError, error.Bias, error.ReferenceShare);
    }

    private static GanGateException NeedsImages(string source) => new(
        ErrorCodes.Usage,
        $"'{source}' holds only a mean and a covariance; give its images "
        + "(a statistics file is enough as the reference of --fid, --fd-infinity and --sfid)");
}
