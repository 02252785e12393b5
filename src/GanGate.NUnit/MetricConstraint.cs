using System.Globalization;
using GanGate.Features;
using GanGate.Gating;
using GanGate.Measuring;
using GanGate.Metrics;

namespace GanGate.NUnit;

/// <summary>
/// Passes for a metric beside the distance that keeps a limit: at most of the kernel distance, its mean over subsets as torch-fidelity
/// reports it, and at least of the others, of the Inception Score its mean over ten splits.
/// </summary>
internal sealed class MetricConstraint : ScoreConstraint
{
    private readonly MetricLimit _limit;

    public MetricConstraint(Metric metric, double limit)
        : base(limit)
    {
        _limit = new MetricLimit(metric, limit);
        string what = $"the limit of {Article} {Noun}";
        _ = metric == Metric.Kid ? Limits.Finite(limit, what) : IsShare ? Limits.Share(limit, what) : Limits.NotNegative(limit, what);
    }

    /// <inheritdoc/>
    public override string Description =>
        string.Create(CultureInfo.InvariantCulture, $"{Article} {Noun} of at {(_limit.Metric.HigherIsBetter ? "least" : "most")} {_limit.Limit}");

    private string Noun => _limit.Metric == Metric.Kid ? "kernel distance"
        : _limit.Metric == Metric.InceptionScore ? _limit.Metric.Published
        : _limit.Metric.Id;

    private string Article => _limit.Metric == Metric.InceptionScore ? "an" : "a";

    private bool IsShare => MetricRule.Of(_limit.Metric).Most == 1;

    private protected override Judgement Judge(FidResult result)
    {
        // Before the other metrics are measured for nothing.
        Protocol protocol = result.Score.Protocol;
        if (_limit.Metric.NeedsLogits && !Protocols.IsInception(protocol.Id)) throw Protocols.NoLogits(protocol.Id);

        MetricsResult measured = result.MeasureMetrics();
        string name = _limit.Metric == Metric.Kid ? _limit.Metric.NameUnder(protocol)
            : _limit.Metric.NeedsLogits ? $"the {_limit.Metric.NameUnder(protocol)}"
            : $"the {Noun}";
        (double value, Shown shown) = (_limit.Metric.Id, measured) switch
        {
            ("kid", { Kernel.Subset: var kernel }) => Spread(kernel),
            ("inceptionScore", { InceptionScore.Score: var score }) => Spread(score),
            ("precision", { PrecisionRecall: { } found }) => Share(found.Precision, found.Neighbours),
            ("recall", { PrecisionRecall: { } found }) => Share(found.Recall, found.Neighbours),
            ("density", { PrecisionRecall: { } found }) => Share(found.Density, found.DensityNeighbours),
            ("coverage", { PrecisionRecall: { } found }) => Share(found.Coverage, found.DensityNeighbours),
            _ => throw ImagesNeeded.For(_limit.Metric, Noun, result),
        };
        return new Judgement(_limit.Judge(name, value), shown);

        (double, Shown) Spread(MeanAndDeviation found) => (found.Mean, Shown.Of(_limit.Metric.NameUnder(protocol), found));

        (double, Shown) Share(double share, int neighbours)
        {
            string features = protocol.Metric == Metric.Fid ? "" : $" (on features of {protocol.Extractor})";
            return (share, new Shown($"{Noun} {ScoreFormat.Number(share)}, k = {neighbours}{features}"));
        }
    }

    private protected override Check Judge(double value) => _limit.Judge($"the {Noun}", value);
}
