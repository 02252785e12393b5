using GanGate.Images;
using GanGate.Measuring;
using GanGate.Metrics;

namespace GanGate.Training.Runs;

/// <summary>Measures samples against one reference, by the same features, moments, distance and error as a gate.</summary>
internal sealed class ScoreMeter : IDisposable
{
    private readonly Measurer _measurer;
    private readonly MeasurementInput _reference;
    private bool _measuredBefore;

    private ScoreMeter(Measurer measurer, MeasurementInput reference, string? identity) =>
        (_measurer, _reference, ReferenceIdentity) = (measurer, reference, identity);

    /// <summary>What the score is called.</summary>
    public string Name => _measurer.Protocol.ScoreName;

    /// <summary>The fingerprint of the protocol.</summary>
    public string Fingerprint => _measurer.Protocol.Fingerprint;

    /// <summary>The hash of what samples are measured against; null for the images of training.</summary>
    public string? ReferenceIdentity { get; }

    /// <summary>Measures the reference.</summary>
    /// <param name="reference">A statistics file or images; null for those of training.</param>
    /// <param name="training">The images of training, as the networks see them.</param>
    /// <param name="options">The protocol and how to measure.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="GanGateException">As for a measurement.</exception>
    public static ScoreMeter Open(string? reference, TrainingImages training, MeasurementOptions options, CancellationToken cancellation)
    {
        using MeasurementInput input = reference is null
            ? new ImagesInput("the images of training", new SeenImages(training))
            : MeasurementInput.Open(reference, options.FileRules);
        Measurer measurer = Measurer.Open(options, cancellation, input, new ImagesInput("samples", new SampledImages([], training.Size)));
        try
        {
            measurer.Warn();
            measurer.Reference(input, FeatureParts.Moments);
            return new ScoreMeter(measurer, input, reference is null ? null : TrainingData.HashOf(input, cancellation));
        }
        catch
        {
            measurer.Dispose();
            throw;
        }
    }

    /// <summary>The Fréchet distance of samples to the reference, with its error.</summary>
    public Estimate Measure(IImageSource samples)
    {
        using MeasuredSamples measured = _measurer.Samples(new ImagesInput("samples", samples));
        Score score = measured.PlainScore(_reference);
        if (!_measuredBefore) _measurer.WarnOfFew(score.Generated.Count, score.Reference.Count);
        _measuredBefore = true;
        return score.Estimate;
    }

    /// <inheritdoc/>
    public void Dispose() => _measurer.Dispose();
}
