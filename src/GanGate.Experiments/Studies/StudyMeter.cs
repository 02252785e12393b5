using GanGate.Features;
using GanGate.Images;
using GanGate.Measuring;
using GanGate.Metrics;

namespace GanGate.Studies;

/// <summary>Measures disturbed images against one reference.</summary>
internal sealed class StudyMeter : IDisposable
{
    private readonly Measurer _measurer;
    private readonly MeasurementInput _reference;
    private readonly FeatureParts _parts;

    /// <summary>Opens the network; the reference is measured when it is first needed.</summary>
    /// <param name="reference">Statistics or images.</param>
    /// <param name="samples">What is going to be disturbed.</param>
    /// <param name="options">How to measure.</param>
    /// <param name="cancellation">Stops the measurement.</param>
    /// <exception cref="GanGateException">The inputs do not fit together, or the network cannot be had.</exception>
    public StudyMeter(MeasurementInput reference, ImagesInput samples, MeasurementOptions options, CancellationToken cancellation)
    {
        ProtocolChoice choice = ProtocolChoice.Of(options, reference, samples);
        _reference = reference;
        _parts = FeatureParts.Rows | (choice.IsInception ? FeatureParts.Logits : FeatureParts.Moments);
        _measurer = Measurer.Open(choice, _parts, options, cancellation, reference, samples);
    }

    /// <summary>The protocol of both sides.</summary>
    public Protocol Protocol => _measurer.Protocol;

    /// <summary>The reference's images, where known.</summary>
    public long? ReferenceCount => _measurer.Reference(_reference, FeatureParts.Moments).Statistics.Count;

    /// <summary>The scores of one level, but for the Inception distance, which needs the other levels.</summary>
    /// <param name="images">The disturbed images.</param>
    /// <param name="level">The level.</param>
    /// <param name="name">What progress and messages call them.</param>
    /// <exception cref="GanGateException">The images cannot be measured.</exception>
    public StudiedLevel Score(IImageSource images, double level, string name)
    {
        using MeasuredSamples samples = _measurer.Samples(new ImagesInput(name, images), _parts);
        Comparison compared = samples.Against(_reference, FeatureParts.Moments);
        Estimate score = compared.Estimate;
        StudiedLevel scored = new(level, score.Value, score.StandardError!.Value, score.Bias!.Value);
        return _parts.HasFlag(FeatureParts.Logits) && compared.InceptionScore is InceptionScore inception
            ? scored with { InceptionScore = inception.Score.Mean, InceptionStandardError = inception.StandardError }
            : scored;
    }

    /// <inheritdoc/>
    public void Dispose() => _measurer.Dispose();
}
