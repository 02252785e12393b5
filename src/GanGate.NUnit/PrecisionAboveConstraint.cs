using System.Globalization;
using GanGate.Gating;
using GanGate.Metrics;

namespace GanGate.NUnit;

/// <summary>Passes for a precision of at least the limit: the share of generated images that look like reference images.</summary>
public sealed class PrecisionAboveConstraint : ScoreConstraint
{
    private const string Name = "the precision";
    private readonly double _limit;

    internal PrecisionAboveConstraint(double limit)
        : base(limit) => _limit = Limits.Share(limit, "the limit of a precision");

    /// <inheritdoc/>
    public override string Description => string.Create(CultureInfo.InvariantCulture, $"a precision of at least {_limit}");

    private protected override Judgement Judge(FidResult result)
    {
        PrecisionRecall measured = result.MeasureMetrics().PrecisionRecall ?? throw ImagesNeeded.For(Name, result);
        return new Judgement(Judge(measured.Precision), new Shown($"precision {ScoreFormat.Number(measured.Precision)}, k = {measured.Neighbours}"));
    }

    private protected override Check Judge(double value) => NumberRules.AtLeast(ErrorCodes.PrecisionBelowLimit, Name, value, _limit);
}
