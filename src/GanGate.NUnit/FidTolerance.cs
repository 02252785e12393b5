using GanGate.Gating;
using NUnit.Framework.Constraints;

namespace GanGate.NUnit;

/// <summary>A tolerance that waits for what it is of: <c>Is.FidWithin(0.5).Of("baseline.json")</c>.</summary>
public sealed class FidTolerance
{
    private readonly ConstraintExpression? _expression;
    private readonly Allowance _tolerance;

    internal FidTolerance(Allowance tolerance, ConstraintExpression? expression = null) => (_tolerance, _expression) = (tolerance, expression);

    /// <summary>Of an accepted score.</summary>
    /// <param name="baseline">The baseline file.</param>
    /// <param name="gate">Which of its gates; not needed where there is one.</param>
    public FidWithinConstraint Of(string baseline, string? gate = null)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        return Complete(new FidWithinConstraint(_tolerance, new AcceptedBaseline(baseline, gate)));
    }

    /// <summary>Of a number; plain, without a correction for bias.</summary>
    /// <exception cref="GanGateException">GG2036: it is negative or not finite.</exception>
    public FidWithinConstraint Of(double score) => Complete(new FidWithinConstraint(_tolerance, score));

    private FidWithinConstraint Complete(FidWithinConstraint constraint)
    {
        _expression?.Append(constraint);
        return constraint;
    }
}
