using System.Globalization;
using GanGate.Features;
using GanGate.Gating;
using GanGate.Measuring;
using GanGate.Metrics;

namespace GanGate.NUnit;

/// <summary>Passes for a share of images of at least the limit.</summary>
public abstract class ShareAboveConstraint : ScoreConstraint
{
    private readonly string _name;
    private readonly double _limit;
    private readonly ErrorCode _error;

    private protected ShareAboveConstraint(string name, double limit, ErrorCode error)
        : base(limit) => (_name, _limit, _error) = (name, Limits.Share(limit, $"the limit of a {name}"), error);

    /// <inheritdoc/>
    public override string Description => string.Create(CultureInfo.InvariantCulture, $"a {_name} of at least {_limit}");

    private protected abstract double ShareOf(PrecisionRecall measured);

    private protected override Judgement Judge(FidResult result)
    {
        PrecisionRecall measured = result.MeasureMetrics().PrecisionRecall ?? throw ImagesNeeded.For($"the {_name}", result);
        double share = ShareOf(measured);
        string features = result.Score.Protocol.Metric == Metric.Fid ? "" : $" (on features of {result.Score.Protocol.Extractor})";
        return new Judgement(Judge(share), new Shown($"{_name} {ScoreFormat.Number(share)}, k = {measured.Neighbours}{features}"));
    }

    private protected override Check Judge(double value) => NumberRules.AtLeast(_error, $"the {_name}", value, _limit);
}
