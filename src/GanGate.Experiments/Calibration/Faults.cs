using GanGate.Disturbances;
using GanGate.Images;
using GanGate.Measuring;

namespace GanGate.Calibration;

/// <summary>The faults that can be made of some good samples.</summary>
/// <param name="measurer">The network.</param>
/// <param name="source">The good samples as they were opened.</param>
/// <param name="good">The features of those to which faults are applied.</param>
/// <param name="reference">The reference.</param>
/// <param name="others">Foreign images; null for textures by formula.</param>
/// <param name="options">Which faults.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed class Faults(
    Measurer measurer,
    MeasurementInput source,
    FeatureSet good,
    FeatureSet reference,
    ImagesInput? others,
    CalibrationOptions options,
    CancellationToken cancellation)
{
    private const int FewestTextures = 4096;

    /// <summary>One of each kind; of the classes the one whose loss is the hardest to see.</summary>
    /// <exception cref="GanGateException">GG2100: the second set has too few images.</exception>
    public IEnumerable<IFault> All(Calibrator calibrator)
    {
        foreach (FaultKind kind in options.Faults ?? FaultKind.All)
        {
            if (Make(kind, calibrator) is IFault fault) yield return fault;
        }
    }

    private IFault? Make(FaultKind kind, Calibrator calibrator)
    {
        if (kind.Disturbance is not null)
        {
            return source is ImagesInput && good.Images is IImageSource images ? new ImageFault(kind, Disturb(kind.Disturbance, images), measurer) : null;
        }

        if (kind == FaultKind.LostClass) return HardestClass(calibrator);
        if (kind == FaultKind.Repeats) return new RepeatFault(good, options.Seed);
        return reference.Features is null ? null : new CopyFault(good, reference, options.Seed);
    }

    private Disturbance Disturb(DisturbanceKind kind, IImageSource images) => Disturbance.Of(kind, new DisturbanceOptions(images)
    {
        Others = kind == DisturbanceKind.Contamination ? others?.Images ?? TexturesLike(images) : null,
        Seed = options.Seed,
        Threads = options.Measurement.Threads ?? Environment.ProcessorCount,
        Cancellation = cancellation,
    });

    private Textures TexturesLike(IImageSource images)
    {
        RgbImage first = ImageReader.Read(new SelectedImages(images, [0]), image => image, threads: 1, cancellation).Single();
        return new Textures(Math.Max(images.Count, FewestTextures), first.Width, first.Height, options.Seed);
    }

    private LostClassFault? HardestClass(Calibrator calibrator)
    {
        string metric = calibrator.Metrics[0].Metric.Id;
        return SampleGroups.Of(good, options.Seed)
            .Select(group => new LostClassFault(good, group.Name, group.Members, options.Seed))
            .MinBy(fault => calibrator.Measure(fault, 1).Scores[metric].Found);
    }
}
