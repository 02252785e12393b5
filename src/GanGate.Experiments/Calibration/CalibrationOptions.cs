using GanGate.Features;
using GanGate.Gating;
using GanGate.Measuring;

namespace GanGate.Calibration;

/// <summary>What a calibration tries, and how it measures.</summary>
public sealed record CalibrationOptions
{
    /// <summary>How to measure, and which images of the good samples are taken.</summary>
    public MeasurementOptions Measurement { get; init; } = new();

    /// <summary>What the limit has to keep.</summary>
    public CalibrationRules Rules { get; init; } = new();

    /// <summary>Only these faults; null for all that can be made of what is at hand.</summary>
    public IReadOnlyList<FaultKind>? Faults { get; init; }

    /// <summary>The metrics of which the gate gets limits beside that of the distance; none by default.</summary>
    public IReadOnlyList<Metric> Limits { get; init; } = [];

    /// <summary>A second set of images, whose images are foreign to the good ones; null for textures by formula.</summary>
    public string? ContaminateWith { get; init; }

    /// <summary>A rise that shall be found: how many samples that takes is told. 5 % by default.</summary>
    public Allowance Detect { get; init; } = Allowance.Default;

    /// <summary>The most good samples to which faults of the images are applied: each level is a pass of the network over them.</summary>
    public int FaultSamples { get; init; } = 2000;

    /// <summary>What everything random follows from.</summary>
    public long Seed { get; init; }
}
