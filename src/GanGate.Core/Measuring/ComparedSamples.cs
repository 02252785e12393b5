using GanGate.Features;

namespace GanGate.Measuring;

/// <summary>Two sets of samples held against one reference.</summary>
internal sealed record ComparedSamples
{
    /// <summary>The protocol of all three.</summary>
    public required Protocol Protocol { get; init; }

    /// <summary>The first set.</summary>
    public required MeasuredSet A { get; init; }

    /// <summary>The second set.</summary>
    public required MeasuredSet B { get; init; }

    /// <summary>What both are held against.</summary>
    public required MeasuredSet Reference { get; init; }

    /// <summary>The accepted chance that a metric calls one better although none is.</summary>
    public required double Alpha { get; init; }

    /// <summary>The Fréchet distance first, then the other metrics in their usual order.</summary>
    public required IReadOnlyList<ComparedMetric> Metrics { get; init; }
}
