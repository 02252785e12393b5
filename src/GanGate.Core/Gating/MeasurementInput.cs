using GanGate.Images;
using GanGate.Statistics;

namespace GanGate.Gating;

/// <summary>One side of a measurement as it was given: images to be measured, or statistics that were.</summary>
/// <param name="Source">What the user called it.</param>
internal abstract record MeasurementInput(string Source)
{
    /// <summary>Opens a source: a statistics file, or images.</summary>
    /// <exception cref="GanGateException">It is missing, empty, unreadable or of another kind.</exception>
    public static MeasurementInput Open(string source, bool recurse)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.EndsWith(".npz", StringComparison.OrdinalIgnoreCase)
            ? new StatisticsInput(source, StatisticsFile.Read(source))
            : new ImagesInput(source, RequireTwo(ImageFolder.Open(source, recurse)));
    }

    private static ImageFolder RequireTwo(ImageFolder images) => images.Count >= 2
        ? images
        : throw new GanGateException(
            ErrorCodes.TooFewImages, $"'{images.Description}' holds only 1 image: a covariance needs at least 2, a useful score thousands");
}

/// <summary>Images to be measured.</summary>
internal sealed record ImagesInput(string Source, IImageSource Images) : MeasurementInput(Source);

/// <summary>Statistics that were measured before.</summary>
internal sealed record StatisticsInput(string Source, FeatureStatistics Statistics) : MeasurementInput(Source);
