using GanGate.Gating;

namespace GanGate.NUnit;

/// <summary>Holds a score against an accepted one, as a gate does: worse is what is above the allowance and more than chance.</summary>
public abstract class BaselineConstraint : ScoreConstraint
{
    private Allowance _allowance = Allowance.Default;
    private double _alpha = GatePolicy.DefaultAlpha;

    private protected BaselineConstraint(string baseline, string? gate)
        : base(baseline, gate)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        Baseline = new AcceptedBaseline(baseline, gate);
    }

    private protected AcceptedBaseline Baseline { get; }

    private protected string Allowed => $"by {_allowance} at most";

    /// <summary>Allows a rise by an amount; without this, by 5 %.</summary>
    /// <exception cref="GanGateException">GG2036: it is negative or not finite.</exception>
    public BaselineConstraint Allowing(double amount)
    {
        _allowance = Limits.Amount(amount, "an allowed regression");
        return this;
    }

    /// <summary>Allows a rise by an amount (<c>0.5</c>) or a percentage (<c>5%</c>); without this, by 5 %.</summary>
    /// <exception cref="GanGateException">GG2036: it is neither.</exception>
    public BaselineConstraint Allowing(string amount)
    {
        _allowance = Limits.Amount(amount);
        return this;
    }

    /// <summary>Sets the chance of a false alarm; without this, 0.001.</summary>
    /// <exception cref="GanGateException">GG2036: it is not above 0 and up to 0.5.</exception>
    public BaselineConstraint WithAlpha(double alpha)
    {
        _alpha = Limits.Alpha(alpha);
        return this;
    }

    /// <summary>The rule of the baseline for a measurement.</summary>
    private protected Verdict Compare(FidResult result) =>
        new GatePolicy { Baseline = Baseline.ReadFor(result), MaxRegression = _allowance, Alpha = _alpha }.Judge(result.Score);

    /// <summary>The rule of the baseline for a bare number.</summary>
    private protected Check Compare(double value) => NumberRules.NoWorse(value, Baseline.Read().Value, _allowance);
}
