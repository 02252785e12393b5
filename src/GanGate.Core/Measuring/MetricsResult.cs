using GanGate.Features;
using GanGate.Metrics;

namespace GanGate.Measuring;

/// <summary>The metrics that were asked for; the others are null.</summary>
public sealed record MetricsResult
{
    /// <summary>The protocol of both sides.</summary>
    public required Protocol Protocol { get; init; }

    /// <summary>The generated images.</summary>
    public required MeasuredSet Generated { get; init; }

    /// <summary>The reference; null when no metric needs one.</summary>
    public required MeasuredSet? Reference { get; init; }

    /// <summary>The Fréchet distance; its error and bias are known where <see cref="Infinity"/> was asked for.</summary>
    public Estimate? Distance { get; init; }

    /// <summary>FD-infinity.</summary>
    public FrechetInfinity? Infinity { get; init; }

    /// <summary>The Fréchet distance of spatial features.</summary>
    public FrechetDistance? SpatialDistance { get; init; }

    /// <summary>The Kernel Inception Distance.</summary>
    public KernelInceptionDistance? Kernel { get; init; }

    /// <summary>The Inception Score.</summary>
    public InceptionScore? InceptionScore { get; init; }

    /// <summary>Precision, recall, density and coverage, on the protocol's features.</summary>
    public PrecisionRecall? PrecisionRecall { get; init; }
}
