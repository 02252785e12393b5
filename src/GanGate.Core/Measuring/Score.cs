using System.Globalization;
using GanGate.Features;
using GanGate.Generators;
using GanGate.Images;
using GanGate.Metrics;

namespace GanGate.Measuring;

/// <summary>A measured distance between a set of generated images and a reference, with all that is needed to trust it.</summary>
public sealed record Score
{
    /// <summary>The protocol under which both sides were measured.</summary>
    public required Protocol Protocol { get; init; }

    /// <summary>The Fréchet distance; 0 for equal Gaussians.</summary>
    public required double Value { get; init; }

    /// <summary>The part of the value that comes from the means: |mu_g - mu_r|^2.</summary>
    public required double MeanTerm { get; init; }

    /// <summary>The part of the value that comes from the covariances.</summary>
    public required double CovarianceTerm { get; init; }

    /// <summary>The generated images.</summary>
    public required MeasuredSet Generated { get; init; }

    /// <summary>The reference.</summary>
    public required MeasuredSet Reference { get; init; }

    /// <summary>
    /// SHA-256 of the reference's mean and covariance, as "sha256:..."; null for a reference measured from images, whose last bits
    /// another machine would not repeat.
    /// </summary>
    public required string? ReferenceHash { get; init; }

    /// <summary>What the network ran on: cpu, or cuda:N; null where both sides were measured before.</summary>
    public string? Device { get; init; }

    /// <summary>The class whose images were compared; null for all images.</summary>
    public string? Class { get; init; }

    /// <summary>That not all images were measured, or all of them after an early answer was not to be had; null where none was asked for.</summary>
    public EarlyAnswer? Early { get; init; }

    /// <summary>Error and bias; null where the samples were not at hand but only their statistics.</summary>
    public Uncertainty? Uncertainty { get; init; }

    /// <summary>The value without its bias, an estimate of what endless samples would score; null with <see cref="Uncertainty"/>.</summary>
    public double? BiasCorrected => Value - Uncertainty?.Bias;

    /// <summary>Whether half of the value or more is bias, so that it says little of the generator.</summary>
    public bool AtNoiseFloor => Uncertainty is { Bias: > 0 } known && known.Bias >= Value / 2;

    /// <summary>The images that raise the score most, the worst first; empty where the samples were not at hand.</summary>
    public IReadOnlyList<ImageInfluence> Worst { get; init; } = [];

    /// <summary>Images that repeat each other; null where the samples were not at hand.</summary>
    public RepeatedImages? Repeated { get; init; }

    /// <summary>Images that repeat images of the reference; null where the images of either were not at hand.</summary>
    public CopiedImages? Copied { get; init; }

    /// <summary>What is wrong with the samples that a person should look at.</summary>
    public IReadOnlyList<Warning> Warnings { get; init; } = [];

    /// <summary>Where the two sides differ; null unless <see cref="MeasurementOptions.Pictures"/> asked for it.</summary>
    public DistanceProfile? Profile { get; init; }

    /// <summary>Pictures of the samples; null unless asked for likewise, or where the samples were not at hand.</summary>
    public SamplePictures? Pictures { get; init; }

    /// <summary>Where the time went.</summary>
    public required StageSeconds Seconds { get; init; }

    /// <summary>When it was measured, in UTC.</summary>
    public DateTimeOffset Created { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>The name that papers write, with the count: FID-10k, FD (pyramid)-500.</summary>
    public string Label => Generated.Count is long count ? $"{Protocol.ScoreName}-{Abbreviate(count)}" : Protocol.ScoreName;

    /// <summary>This score as all images are expected to give it, where only some were measured.</summary>
    internal Score OfAll() => this is { Early: { } early, Uncertainty: { } known } && early.Used < early.Of
        ? this with
        {
            Value = early.Expected,
            Uncertainty = known with
            {
                StandardError = known.StandardError * Math.Sqrt((double)early.Used / early.Of),
                Bias = known.Bias * early.Used / early.Of,
            },
            Generated = Generated with { Count = early.Of },
        }
        : this;

    /// <summary>This score of the first images of a random order, with what it says of all.</summary>
    /// <param name="of">All images.</param>
    /// <param name="error">The chance that their verdict is another.</param>
    internal Score EarlyOf(int of, double error)
    {
        int used = (int)Generated.Count!.Value;
        return this with { Early = new EarlyAnswer(used, of, error, Value - (Uncertainty!.Bias!.Value * (1 - ((double)used / of)))) };
    }

    /// <summary>This score of all images, where an early answer was asked for but not to be had.</summary>
    internal Score WithoutEarlyAnswer()
    {
        int count = (int)Generated.Count!.Value;
        return this with { Early = new EarlyAnswer(count, count, 0, Value) };
    }

    private static string Abbreviate(long count) => count >= 1000 && count % 1000 == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{count / 1000}k")
        : count.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One side of a measurement.</summary>
/// <param name="Source">What the user called it: a folder, a glob, a file.</param>
/// <param name="Count">How many images it stands for; null for a statistics file that does not say.</param>
public sealed record MeasuredSet(string Source, long? Count)
{
    /// <summary>Which of the source's images were measured; null for all.</summary>
    public ImageSelection? Selection { get; init; }

    /// <summary>What was left out of the source by patterns, in words; null where nothing was to be.</summary>
    public string? LeftOut { get; init; }

    /// <summary>How a generator made the samples; null where none did.</summary>
    public GeneratorRecord? Generator { get; init; }

    /// <summary>One side as it was opened.</summary>
    internal static MeasuredSet Of(MeasurementInput input, long? count) => new(input.Source, count)
    {
        Selection = (input as ImagesInput)?.Selection,
        LeftOut = input.LeftOut,
        Generator = (input as ImagesInput)?.Generator,
    };
}

/// <summary>Wall-clock seconds of the stages of a measurement.</summary>
/// <param name="Total">From the call to the score.</param>
/// <param name="Decode">Time in which the network waited for images.</param>
/// <param name="Network">Time in which the network ran.</param>
/// <param name="Distance">Moments' last merge, factorisations and eigenvalues.</param>
/// <param name="Error">Standard error, bias, and what is wrong with the samples.</param>
public sealed record StageSeconds(double Total, double Decode, double Network, double Distance, double Error = 0);
