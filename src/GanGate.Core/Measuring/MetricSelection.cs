using GanGate.Features;

namespace GanGate.Measuring;

/// <summary>Which metrics to compute; one pass of the network serves them all.</summary>
/// <param name="Distance">The Fréchet distance.</param>
/// <param name="Kernel">The Kernel Inception Distance.</param>
/// <param name="InceptionScore">The Inception Score and the paper's Inception distance; of the generated images alone.</param>
/// <param name="PrecisionRecall">Precision, recall, density and coverage.</param>
/// <param name="SpatialDistance">The Fréchet distance of spatial features, guided-diffusion's sFID.</param>
/// <param name="Infinity">FD-infinity, and beside it the corrected Fréchet distance that it checks.</param>
public sealed record MetricSelection(
    bool Distance = false,
    bool Kernel = false,
    bool InceptionScore = false,
    bool PrecisionRecall = false,
    bool SpatialDistance = false,
    bool Infinity = false)
{
    /// <summary>All that a protocol has, but for the spatial distance and FD-infinity.</summary>
    internal static MetricSelection AllUnder(string protocol) =>
        new(Distance: true, Kernel: true, InceptionScore: Protocols.IsInception(protocol), PrecisionRecall: true);

    /// <summary>Whether a reference is needed.</summary>
    internal bool NeedsReference => Distance || Infinity || SpatialDistance || NeedsReferenceImages;

    /// <summary>Whether the Fréchet distance is part of it.</summary>
    internal bool NeedsDistance => Distance || Infinity;

    /// <summary>What is kept of the generated images' features.</summary>
    internal FeatureParts Parts => (NeedsReferenceImages || Infinity ? FeatureParts.Rows : FeatureParts.Moments)
        | (InceptionScore ? FeatureParts.Logits : FeatureParts.Moments)
        | (SpatialDistance ? FeatureParts.Spatial : FeatureParts.Moments);

    /// <summary>What is kept of the reference's.</summary>
    internal FeatureParts OfReference => (NeedsReferenceImages ? FeatureParts.Rows : FeatureParts.Moments)
        | (SpatialDistance ? FeatureParts.Spatial : FeatureParts.Moments);

    /// <summary>Whether the reference's own images are needed, and not only their statistics.</summary>
    internal bool NeedsReferenceImages => Kernel || PrecisionRecall;
}
