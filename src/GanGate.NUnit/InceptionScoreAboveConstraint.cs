using System.Globalization;
using GanGate.Features;
using GanGate.Gating;
using GanGate.Metrics;

namespace GanGate.NUnit;

/// <summary>Passes for an Inception Score of at least the limit: the mean over ten splits.</summary>
public sealed class InceptionScoreAboveConstraint : ScoreConstraint
{
    private const string Name = "the Inception Score";
    private readonly double _limit;

    internal InceptionScoreAboveConstraint(double limit)
        : base(limit) => _limit = Limits.NotNegative(limit, "the limit of an Inception Score");

    /// <inheritdoc/>
    public override string Description => string.Create(CultureInfo.InvariantCulture, $"an Inception Score of at least {_limit}");

    private protected override Judgement Judge(FidResult result)
    {
        // Before the other metrics are measured for nothing.
        if (!Protocols.IsInception(result.Score.Protocol.Id))
        {
            throw new GanGateException(
                ErrorCodes.LogitsUnavailable,
                $"the Inception Score exists only under the Inception protocols (ttur, pytorch-fid, clean), not under '{result.Score.Protocol.Id}'");
        }

        InceptionScore measured = result.MeasureMetrics().InceptionScore ?? throw new GanGateException(
            ErrorCodes.MetricNeedsImages,
            $"{Name} classifies the images, but '{result.Score.Generated.Source}' holds features and no images: measure the images");
        MeanAndDeviation score = measured.Score;
        return new Judgement(
            NumberRules.AtLeast(ErrorCodes.InceptionScoreBelowLimit, result.Score.Protocol.NameOf(Name, Name), score.Mean, _limit),
            Shown.Of(result.Score.Protocol.NameOf("Inception Score", "Inception Score"), score));
    }

    private protected override Check Judge(double value) => NumberRules.AtLeast(ErrorCodes.InceptionScoreBelowLimit, Name, value, _limit);
}
