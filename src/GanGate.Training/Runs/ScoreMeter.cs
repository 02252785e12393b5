using GanGate.Images;
using GanGate.Measuring;

namespace GanGate.Training.Runs;

/// <summary>Measures samples against one reference, by the same features, moments, distance and error as a gate.</summary>
internal sealed class ScoreMeter : IDisposable
{
    private readonly MeasuredReference _reference;

    private ScoreMeter(MeasuredReference reference, string? identity) => (_reference, ReferenceIdentity) = (reference, identity);

    /// <summary>What the score is called.</summary>
    public string Name => _reference.Protocol.ScoreName;

    /// <summary>The fingerprint of the protocol.</summary>
    public string Fingerprint => _reference.Protocol.Fingerprint;

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
        ImagesInput samples = new("samples", new SampledImages([], training.Size));
        return new ScoreMeter(
            MeasuredReference.Open(input, [samples], options, cancellation), reference is null ? null : TrainingData.HashOf(input, cancellation));
    }

    /// <summary>The Fréchet distance of samples to the reference, with its error.</summary>
    public WatchedScore Measure(IImageSource samples, CancellationToken cancellation)
    {
        Score score = _reference.ScoreOf(new ImagesInput("samples", samples), cancellation);
        return new WatchedScore(score.Value, samples.Count, score.Uncertainty?.StandardError, score.Uncertainty?.Bias);
    }

    /// <inheritdoc/>
    public void Dispose() => _reference.Dispose();
}
