using System.Text.Json.Serialization;

namespace GanGate.Calibration;

/// <summary>How well limits find one fault.</summary>
/// <param name="Fault">Which one.</param>
/// <param name="Subject">What it hits, where that is not the whole set: the class whose loss is hardest to see.</param>
/// <param name="Levels">The levels that were measured, rising.</param>
/// <param name="Found">From which level on the limit of the distance finds it with the wanted chance; null where it does not.</param>
/// <param name="FoundByBaseline">The same for a baseline of these samples.</param>
public sealed record CalibratedFault(
    FaultKind Fault, string? Subject, IReadOnlyList<FaultLevel> Levels, FoundLevel? Found, FoundLevel? FoundByBaseline)
{
    /// <summary>The level at which all metrics were measured: that from which on the distance finds it, or the highest that was tried.</summary>
    [JsonIgnore]
    internal double ComparedAt => Found?.Level ?? Levels[^1].Level;
}

/// <summary>The scores of a fault at one level.</summary>
/// <param name="Level">The level.</param>
/// <param name="Scores">By the metrics' ids; the distance at every level, the others where it begins to find the fault.</param>
public sealed record FaultLevel(double Level, IReadOnlyDictionary<string, FaultScore> Scores);

/// <summary>A score of good samples with a fault.</summary>
/// <param name="Value">As a gate of this count would measure it.</param>
/// <param name="StandardError">Of the next such samples.</param>
/// <param name="Rise">By how much it is worse than that of the good samples, which have the same images.</param>
/// <param name="Found">The chance that the next such samples fail the limit. Both noises are in it: that of the good samples moves the
/// limit, that of the next ones the score.</param>
public sealed record FaultScore(double Value, double StandardError, double Rise, double Found)
{
    /// <summary>The standard error of the rise: the images are the same before and after the fault.</summary>
    public double? PairedError { get; init; }

    /// <summary>The standard error of the difference between the limit and the next score.</summary>
    [JsonIgnore]
    internal double Noise { get; init; }
}

/// <summary>From which level on a fault is found.</summary>
/// <param name="Level">The lowest measured level at which the chance is the wanted one, with the error of the rise counted against it.</param>
/// <param name="Low">The lowest measured level at which it would be so were the true rise at the upper end of its 95 % interval.</param>
/// <param name="High">The same at the lower end; null where no measured level is high enough.</param>
public sealed record FoundLevel(double Level, double Low, double? High);
