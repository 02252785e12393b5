using GanGate.Features;
using GanGate.Measuring;

namespace GanGate.Calibration;

/// <summary>What good samples score, which limits follow, and what these find.</summary>
public sealed record CalibrationResult
{
    /// <summary>The protocol of all sides.</summary>
    public required Protocol Protocol { get; init; }

    /// <summary>The good samples, a set for each run; the score of each against the reference.</summary>
    public required IReadOnlyList<Score> Scores { get; init; }

    /// <summary>What the limits had to keep.</summary>
    public required CalibrationRules Rules { get; init; }

    /// <summary>What a perfect generator would score; null where the reference's count is not known.</summary>
    public required NoiseFloor? Floor { get; init; }

    /// <summary>The limits, that of the Fréchet distance first.</summary>
    public required IReadOnlyList<CalibratedMetric> Metrics { get; init; }

    /// <summary>What the limits find.</summary>
    public required IReadOnlyList<CalibratedFault> Faults { get; init; }

    /// <summary>How many samples show a rise of the wanted size; null where no number does.</summary>
    public required NeededCount? Needed { get; init; }

    /// <summary>What a person should know of the calibration itself.</summary>
    public required IReadOnlyList<Warning> Warnings { get; init; }

    /// <summary>The limit of the Fréchet distance.</summary>
    public CalibratedMetric Distance => Metrics[0];
}
