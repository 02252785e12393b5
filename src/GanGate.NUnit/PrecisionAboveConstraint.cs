using GanGate.Metrics;

namespace GanGate.NUnit;

/// <summary>Passes for a precision of at least the limit: the share of generated images that look like reference images.</summary>
public sealed class PrecisionAboveConstraint : ShareAboveConstraint
{
    internal PrecisionAboveConstraint(double limit)
        : base("precision", limit, ErrorCodes.PrecisionBelowLimit)
    {
    }

    private protected override double ShareOf(PrecisionRecall measured) => measured.Precision;
}
