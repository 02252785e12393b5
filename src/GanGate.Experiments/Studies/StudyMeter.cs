using GanGate.Features;
using GanGate.Images;
using GanGate.Measuring;
using GanGate.Metrics;
using GanGate.Statistics;

namespace GanGate.Studies;

/// <summary>Measures disturbed images against one reference.</summary>
internal sealed class StudyMeter : IDisposable
{
    private readonly OpenedProtocol _opened;
    private readonly MeasurementOptions _options;
    private readonly MetricSelection _metrics;
    private readonly Lazy<FeatureStatistics> _reference;
    private readonly Lazy<CovarianceFactor> _factor;
    private readonly CancellationToken _cancellation;

    /// <summary>Opens the network; the reference is measured when it is first needed.</summary>
    /// <param name="reference">Statistics or images.</param>
    /// <param name="samples">What is going to be disturbed.</param>
    /// <param name="options">How to measure.</param>
    /// <param name="cancellation">Stops the measurement.</param>
    /// <exception cref="GanGateException">The inputs do not fit together, or the network cannot be had.</exception>
    public StudyMeter(MeasurementInput reference, ImagesInput samples, MeasurementOptions options, CancellationToken cancellation)
    {
        bool logits = Protocols.IsInception(ProtocolChoice.Of(options, reference, samples));
        (_options, _cancellation) = (options, cancellation);
        _metrics = new MetricSelection(Distance: true, InceptionScore: logits) { DistanceError = true };
        _opened = OpenedProtocol.For(options with { Logits = logits }, reference, samples);
        _reference = new(() => reference is StatisticsInput known ? known.Statistics : Measure((ImagesInput)reference));
        _factor = new(() => CovarianceFactor.Of(_reference.Value));
    }

    /// <summary>The protocol of both sides.</summary>
    public Protocol Protocol => _opened.Protocol;

    /// <summary>The reference's images, where known.</summary>
    public long? ReferenceCount => _reference.Value.Count;

    /// <summary>The scores of one level, but for the Inception distance, which needs the other levels.</summary>
    /// <param name="images">The disturbed images.</param>
    /// <param name="level">The level.</param>
    /// <param name="name">What progress and messages call them.</param>
    /// <exception cref="GanGateException">The images cannot be measured.</exception>
    public StudiedLevel Score(IImageSource images, double level, string name)
    {
        (FeatureStatistics reference, CovarianceFactor factor) = (_reference.Value, _factor.Value);
        using MeasuredFeatures measured = MeasuredFeatures.Of(
            new ImagesInput(name, images), _opened.Extractor, _metrics, _options, _cancellation);
        FeatureStatistics statistics = measured.Statistics;
        FrechetDistance distance = FrechetDistance.Between(statistics, reference, factor);
        FeatureRows rows = new(measured.Features, statistics.Dimension, name, _cancellation);
        DistanceError error = DistanceError.Of(rows, statistics, reference, factor);
        StudiedLevel scored = new(level, distance.Value, error.StandardError, error.Bias);
        if (!_metrics.InceptionScore) return scored;

        InceptionScore inception = InceptionScore.Compute(measured.Logits, measured.LogitCount);
        return scored with { InceptionScore = inception.Score.Mean, InceptionStandardError = inception.StandardError };
    }

    /// <inheritdoc/>
    public void Dispose() => _opened.Dispose();

    private FeatureStatistics Measure(ImagesInput reference)
    {
        using MeasuredFeatures measured = MeasuredFeatures.Of(
            reference, _opened.Extractor, _metrics.OfReference, _options, _cancellation);
        return measured.Statistics;
    }
}
