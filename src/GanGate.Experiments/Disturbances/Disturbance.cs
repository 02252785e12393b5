using GanGate.Images;
using GanGate.Settings;

namespace GanGate.Disturbances;

/// <summary>A disturbance of one set of images.</summary>
/// <param name="kind">Which one.</param>
/// <param name="images">The set; it stays with whoever opened it.</param>
internal abstract class Disturbance(DisturbanceKind kind, IImageSource images)
{
    /// <summary>Which one it is.</summary>
    public DisturbanceKind Kind => kind;

    /// <summary>The images as they are before.</summary>
    protected IImageSource Images => images;

    /// <summary>The disturbed set: as many images in the same order; at level 0 the images themselves.</summary>
    /// <exception cref="GanGateException">GG2100: the second set has too few images.</exception>
    public IImageSource At(double level) => level == 0 ? images : Disturb(level);

    /// <summary>Makes a disturbance ready for a set; some look at all of its images first.</summary>
    /// <exception cref="GanGateException">GG2005: images are corrupt; GG2001: contamination has no second set.</exception>
    public static Disturbance Of(DisturbanceKind kind, DisturbanceOptions options)
    {
        IImageSource images = options.Images;
        DisturbanceRandom random = new(options.Seed, kind);
        return kind.Name switch
        {
            "noise" => GaussianNoise.Of(images, random, options.Threads, options.Cancellation),
            "rectangles" => BlackRectangles.Of(images, random, options.Threads, options.Cancellation),
            "blur" => new Blur(images),
            "swirl" => new Swirl(images, random, options.SwirlRadius is null or > 0
                ? options.SwirlRadius
                : throw new GanGateException(ErrorCodes.Usage, $"{Setting.SwirlRadius} must be above 0")),
            "salt-and-pepper" => new SaltAndPepper(images, random),
            "shrinking" => new Shrinking(images),
            "jpeg" => new JpegArtefacts(images),
            "near-copies" => new NearCopies(images, random),
            _ => new Contamination(images, random, options.Others ?? throw new GanGateException(
                ErrorCodes.Usage, $"contamination replaces images by those of a second set: name it with {Setting.ContaminateWith}")),
        };
    }

    /// <summary>The set at a level above 0.</summary>
    private protected abstract IImageSource Disturb(double level);
}

/// <summary>What is disturbed, and how.</summary>
/// <param name="Images">The set.</param>
internal sealed record DisturbanceOptions(IImageSource Images)
{
    /// <summary>The second set, for contamination; null for none.</summary>
    public IImageSource? Others { get; init; }

    /// <summary>What everything random follows from.</summary>
    public long Seed { get; init; }

    /// <summary>The swirl's radius in pixels; null for the paper's.</summary>
    public double? SwirlRadius { get; init; }

    /// <summary>Threads for looking at all images; no result depends on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Stops looking at all images.</summary>
    public CancellationToken Cancellation { get; init; }
}
