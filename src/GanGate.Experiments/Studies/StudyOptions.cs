using GanGate.Disturbances;
using GanGate.Gating;
using GanGate.Measuring;

namespace GanGate.Studies;

/// <summary>What a study disturbs, and how it measures.</summary>
public sealed record StudyOptions
{
    /// <summary>How to measure, and which images of the source are disturbed.</summary>
    public MeasurementOptions Measurement { get; init; } = new();

    /// <summary>Statistics or images to measure against; null for the whole set that the samples come from.</summary>
    public string? Reference { get; init; }

    /// <summary>The disturbances with their levels, in the order of the results.</summary>
    public required IReadOnlyList<(DisturbanceKind Kind, IReadOnlyList<double> Levels)> Disturbances { get; init; }

    /// <summary>The second set, for contamination; null for none.</summary>
    public string? ContaminateWith { get; init; }

    /// <summary>The swirl's radius in pixels; null for the paper's: 70 for images of 64 x 64, 25 for others.</summary>
    public double? SwirlRadius { get; init; }

    /// <summary>What everything random follows from.</summary>
    public long Seed { get; init; }

    /// <summary>The chance that a score of chance alone is called a fall, or a rise; above 0 and up to 0.5.</summary>
    public double Alpha { get; init; } = GatePolicy.DefaultAlpha;

    /// <summary>A folder that receives a picture of the first 16 images of each level, named noise-0.25.png; null for none.</summary>
    public string? Grids { get; init; }

    /// <summary>Whether levels carry such a picture, for a page.</summary>
    public bool Thumbnails { get; init; }
}
