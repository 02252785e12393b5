using System.Globalization;
using GanGate.Gating;

namespace GanGate.NUnit;

/// <summary>Passes for a distance of at most the limit.</summary>
public sealed class FidBelowConstraint : ScoreConstraint
{
    private readonly double _limit;

    internal FidBelowConstraint(double limit)
        : base(limit) => _limit = Limits.NotNegative(limit, "the limit of a distance");

    /// <inheritdoc/>
    public override string Description => string.Create(CultureInfo.InvariantCulture, $"a Fréchet distance of at most {_limit}");

    private protected override Judgement Judge(FidResult result)
    {
        Verdict verdict = new GatePolicy { MaxFid = _limit }.Judge(ScoreKind.OfImages(result));
        return new Judgement(verdict.Checks[0], result) { Warnings = verdict.Warnings };
    }

    private protected override Check Judge(double value) => NumberRules.AtMost(ErrorCodes.LimitExceeded, "the score", value, _limit);
}
