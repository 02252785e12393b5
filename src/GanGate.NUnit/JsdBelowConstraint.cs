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

    private protected override Judgement Judge(FidResult result) =>
        new(new GatePolicy { MaxFid = _limit }.Judge(ScoreKind.OfTexts(result)).Checks[0], result);

    private protected override Check Judge(double value) => NumberRules.AtMost(ErrorCodes.LimitExceeded, "the divergence", value, _limit);
}
