using GanGate.Images;
using GanGate.Statistics;

namespace GanGate.Gating;

/// <summary>One side of a measurement as it was given: images to be measured, or statistics that were.</summary>
/// <param name="Source">What the user called it.</param>
internal abstract record MeasurementInput(string Source) : IDisposable
{
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

    /// <summary>Opens the samples that are measured: a statistics file, or the images of it that are selected.</summary>
    /// <param name="source">Where they are.</param>
    /// <param name="options">Says which of its images are taken.</param>
    /// <param name="preferImages">Whether to take the images of an archive that holds both.</param>
    /// <exception cref="GanGateException">As for <see cref="Open(string, bool)"/>, and GG2042 or GG2001: they cannot be selected.</exception>
    public static MeasurementInput OpenSamples(string source, MeasurementOptions options, bool preferImages = false) =>
        Open(source, options.Recurse, preferImages, options.Selection);

    private static MeasurementInput Open(string source, bool recurse, bool preferImages, ImageSelection? selection = null)
    {
        ArgumentNullException.ThrowIfNull(source);

        // guided-diffusion's reference batches hold both; what was measured once need not be measured again.
        bool statistics = source.EndsWith(".npz", StringComparison.OrdinalIgnoreCase)
            && !((preferImages || !StatisticsFile.IsStatistics(source)) && NpzImages.IsImages(source));
        if (!statistics)
        {
            return OpenImages(source, recurse, selection);
        }

        return selection is null
            ? new StatisticsInput(source, StatisticsFile.Read(source))
            : throw new GanGateException(
                ErrorCodes.Usage, $"'{source}' holds statistics, of which nothing can be selected: --limit, --sample and --class need images");
    }

    private static ImagesInput OpenImages(string source, bool recurse, ImageSelection? selection)
    {
        IImageSource images = ImageSources.Open(source, recurse);
        ImagesInput input = new(source, images);
        try
        {
            return input with { Images = RequireTwo(selection?.Apply(images) ?? images), Selection = selection };
        }
        catch
        {
            input.Dispose();
            throw;
        }
    }

    private static IImageSource RequireTwo(IImageSource images) => images.Count >= 2
        ? images
        : throw new GanGateException(
            ErrorCodes.TooFewImages, $"'{images.Description}' gives only 1 image: a covariance needs at least 2, a useful score thousands");
}

/// <summary>Images to be measured.</summary>
internal sealed record ImagesInput(string Source, IImageSource Images) : MeasurementInput(Source)
{
    /// <summary>Which of the source's images these are; null for all.</summary>
    public ImageSelection? Selection { get; init; }

    /// <inheritdoc/>
    public override void Dispose()
    {
        ((Images is SelectedImages selected ? selected.Source : Images) as IDisposable)?.Dispose();
        base.Dispose();
    }
}

/// <summary>Statistics that were measured before.</summary>
internal sealed record StatisticsInput(string Source, FeatureStatistics Statistics) : MeasurementInput(Source);
