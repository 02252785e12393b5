using GanGate.Disturbances;

namespace GanGate.Calibration;

/// <summary>One way in which the samples of a generator go wrong, at rising levels.</summary>
/// <param name="Name">In reports and options: blur.</param>
/// <param name="Title">In tables and charts: Gaussian blur.</param>
/// <param name="LevelName">What its levels are: sigma, in pixels.</param>
/// <param name="Levels">Rising, above 0, fine enough to say from which on the fault is found.</param>
public sealed record FaultKind(string Name, string Title, string LevelName, IReadOnlyList<double> Levels)
{
    private const string ShareOfImages = "share of the images";

    private static readonly double[] Shares = [0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7, 0.9];

    /// <summary>Images of a class, or of a cluster of features where there are no classes, that the generator no longer makes.</summary>
    public static FaultKind LostClass { get; } = new("lost-class", "Lost class", "share of the class that is lost", [0.1, 0.25, 0.5, 0.75, 1]);

    /// <summary>Fewer distinct images: the others repeat them.</summary>
    public static FaultKind Repeats { get; } = new("repeats", "Fewer distinct images", "share of the images that repeat others", Shares);

    /// <summary>Images that are copies of the reference's.</summary>
    public static FaultKind Copies { get; } = new("copies", "Copies of reference images", ShareOfImages, [0.1, 0.5, 1]);

    /// <summary>All of them, in the order of reports.</summary>
    public static IReadOnlyList<FaultKind> All { get; } =
    [
        Of(DisturbanceKind.Blur, 0.1, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 1, 1.2, 1.5, 2, 3, 4, 6),
        Of(DisturbanceKind.Noise, 0.002, 0.005, 0.01, 0.015, 0.02, 0.03, 0.04, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.5),
        Of(DisturbanceKind.SaltAndPepper, 0.0002, 0.0005, 0.001, 0.0015, 0.002, 0.003, 0.005, 0.007, 0.01, 0.02, 0.03, 0.05, 0.1),
        Of(DisturbanceKind.Rectangles, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.5),
        Of(DisturbanceKind.Swirl, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 1, 1.5, 2, 3, 4, 6),
        Of(DisturbanceKind.Shrinking, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.75),
        Of(DisturbanceKind.Jpeg, 2, 5, 10, 15, 20, 25, 30, 40, 50, 60, 75, 90),
        Of(DisturbanceKind.Contamination, 0.0025, 0.005, 0.0075, 0.01, 0.015, 0.02, 0.03, 0.04, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.5),
        Of(DisturbanceKind.NearCopies, Shares),
        LostClass,
        Repeats,
        Copies,
    ];

    /// <summary>The disturbance of each image that makes the fault; null where it needs the features alone.</summary>
    internal DisturbanceKind? Disturbance { get; private init; }

    private static FaultKind Of(DisturbanceKind kind, params double[] levels) =>
        new(kind.Name, kind.Title, kind.LevelName, levels) { Disturbance = kind };
}
