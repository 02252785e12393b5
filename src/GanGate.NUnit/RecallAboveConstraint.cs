using System.Globalization;
using GanGate.Gating;
using GanGate.Metrics;

namespace GanGate.NUnit;

/// <summary>Passes for a recall of at least the limit: the share of reference images that something generated looks like.</summary>
public sealed class RecallAboveConstraint : ScoreConstraint
{
    private const string Name = "the recall";
    private readonly double _limit;

    internal RecallAboveConstraint(double limit)
        : base(limit) => _limit = Limits.Share(limit, "the limit of a recall");

    /// <inheritdoc/>
    public override string Description => string.Create(CultureInfo.InvariantCulture, $"a recall of at least {_limit}");

    private protected override Judgement Judge(FidResult result)
    {
        PrecisionRecall measured = result.MeasureMetrics().PrecisionRecall ?? throw ImagesNeeded.For(Name, result);
        return new Judgement(Judge(measured.Recall), new Shown($"recall {ScoreFormat.Number(measured.Recall)}, k = {measured.Neighbours}"));
    }

    private protected override Check Judge(double value) => NumberRules.AtLeast(ErrorCodes.RecallBelowLimit, Name, value, _limit);
}
