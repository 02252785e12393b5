using GanGate.Metrics;

namespace GanGate.NUnit;

/// <summary>Passes for a recall of at least the limit: the share of reference images that something generated looks like.</summary>
public sealed class RecallAboveConstraint : ShareAboveConstraint
{
    internal RecallAboveConstraint(double limit)
        : base("recall", limit, ErrorCodes.RecallBelowLimit)
    {
    }

    private protected override double ShareOf(PrecisionRecall measured) => measured.Recall;
}
