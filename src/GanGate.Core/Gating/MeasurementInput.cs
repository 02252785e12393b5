using GanGate.Images;
using GanGate.Statistics;

namespace GanGate.Gating;

/// <summary>One side of a measurement as it was given: images to be measured, or statistics that were.</summary>
/// <param name="Source">What the user called it.</param>
internal abstract record MeasurementInput(string Source) : IDisposable
{
    /// <summary>The input that says under which protocol it was measured.</summary>
    public virtual MeasurementInput Stated => this;

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }

    /// <summary>Opens a source: a statistics file, or images.</summary>
    /// <exception cref="GanGateException">It is missing, empty, unreadable or of another kind.</exception>
    public static MeasurementInput Open(string source, bool recurse) => Open(source, recurse, preferImages: false);

    /// <summary>The same; of an archive that holds both, the images.</summary>
    /// <exception cref="GanGateException">It is missing, empty, unreadable or of another kind.</exception>
    public static MeasurementInput OpenForFeatures(string source, bool recurse) => Open(source, recurse, preferImages: true);

    private static MeasurementInput Open(string source, bool recurse, bool preferImages)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!source.EndsWith(".npz", StringComparison.OrdinalIgnoreCase))
        {
            return new ImagesInput(source, RequireTwo(ImageFolder.Open(source, recurse)));
        }

        // guided-diffusion's reference batches hold both; what was measured once need not be measured again.
        return (preferImages || !StatisticsFile.IsStatistics(source)) && NpzImages.IsImages(source)
            ? new ImagesInput(source, RequireTwo(NpzImages.Open(source)))
            : new StatisticsInput(source, StatisticsFile.Read(source));
    }

    private static IImageSource RequireTwo(IImageSource images) => images.Count >= 2
        ? images
        : throw new GanGateException(
            ErrorCodes.TooFewImages, $"'{images.Description}' holds only 1 image: a covariance needs at least 2, a useful score thousands");
}

/// <summary>Images to be measured.</summary>
internal sealed record ImagesInput(string Source, IImageSource Images) : MeasurementInput(Source)
{
    /// <inheritdoc/>
    public override void Dispose()
    {
        (Images as IDisposable)?.Dispose();
        base.Dispose();
    }
}

/// <summary>Statistics that were measured before.</summary>
internal sealed record StatisticsInput(string Source, FeatureStatistics Statistics) : MeasurementInput(Source);
