using GanGate.Gating;
using GanGate.Measuring;

namespace GanGate.NUnit;

/// <summary>Passes for a score that is near an accepted one, on either side; both corrected for bias where that is known.</summary>
public sealed class FidWithinConstraint : ScoreConstraint
{
    private readonly Allowance _tolerance;
    private readonly AcceptedBaseline? _baseline;
    private readonly double _number;

    internal FidWithinConstraint(Allowance tolerance, AcceptedBaseline baseline)
        : base(tolerance.ToString(), baseline.File) => (_tolerance, _baseline) = (tolerance, baseline);

    internal FidWithinConstraint(Allowance tolerance, double number)
        : base(tolerance.ToString(), number) => (_tolerance, _number) = (tolerance, Limits.NotNegative(number, "a baseline"));

    /// <inheritdoc/>
    public override string Description => _baseline is null
        ? $"a Fréchet distance within {_tolerance} of {ScoreFormat.Number(_number)}"
        : $"a score within {_tolerance} of the baseline {_baseline}";

    private protected override Judgement Judge(FidResult result)
    {
        // A baseline knows of what kind it is.
        if (_baseline is null)
        {
            Regression fromNumber = Regression.OfNumbers(ScoreKind.OfImages(result).Value, _number, _tolerance);
            return new Judgement(NumberRules.Within(result.Score.Label, fromNumber, _tolerance), result);
        }

        Verdict verdict = new GatePolicy { Baseline = _baseline.ReadFor(result), MaxRegression = _tolerance }.Judge(result.Score);
        return new Judgement(NumberRules.Within(result.Score.Label, verdict.Checks[0].Regression!, _tolerance), result) { Warnings = verdict.Warnings };
    }

    private protected override Check Judge(double value) =>
        NumberRules.Within("the score", Regression.OfNumbers(value, _baseline?.Read().Value ?? _number, _tolerance), _tolerance);
}
