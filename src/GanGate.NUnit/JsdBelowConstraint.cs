using System.Globalization;
using GanGate.Gating;

namespace GanGate.NUnit;

/// <summary>Passes for an n-gram divergence of at most the limit.</summary>
public sealed class JsdBelowConstraint : ScoreConstraint
{
    private readonly double _limit;

    internal JsdBelowConstraint(double limit)
        : base(limit) => _limit = Limits.NotNegative(limit, "the limit of a divergence");

    /// <inheritdoc/>
    public override string Description => string.Create(CultureInfo.InvariantCulture, $"an n-gram divergence of at most {_limit}");

    private protected override Judgement Judge(FidResult result) => new(Judge(result.Score), result);

    private protected override Check Judge(double value) => NumberRules.AtMost(ErrorCodes.LimitExceeded, "the divergence", value, _limit);

    private Check Judge(Score score) => score.Protocol.IsText
        ? new GatePolicy { MaxFid = _limit }.Judge(score).Checks[0]
        : throw new GanGateException(
            ErrorCodes.ActualValueInvalid, $"the constraint takes a divergence of texts ({nameof(Jsd)}.{nameof(Jsd.Measure)}), not {score.Label}");
}
