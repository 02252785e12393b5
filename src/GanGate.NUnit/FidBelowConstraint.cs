using System.Globalization;
using GanGate.Gating;
using NUnit.Framework.Constraints;

namespace GanGate.NUnit;

/// <summary>Passes for a <see cref="FidResult"/> or a number of at most the limit.</summary>
public sealed class FidBelowConstraint : Constraint
{
    private readonly double _limit;

    /// <summary>Creates the constraint.</summary>
    /// <param name="limit">The largest distance that passes, at least 0.</param>
    public FidBelowConstraint(double limit)
        : base(limit)
    {
        if (!(double.IsFinite(limit) && limit >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(limit), limit, "the limit of a distance is a number of at least 0");
        }

        _limit = limit;
    }

    /// <inheritdoc/>
    public override string Description => string.Create(CultureInfo.InvariantCulture, $"a Fréchet distance of at most {_limit}");

    /// <inheritdoc/>
    public override ConstraintResult ApplyTo<TActual>(TActual actual) => actual switch
    {
        FidResult result => new FidConstraintResult(this, result, new GatePolicy { MaxFid = _limit }.Judge(result.Score)),
        double or float or int => new ConstraintResult(this, actual, Convert.ToDouble(actual, CultureInfo.InvariantCulture) <= _limit),

        // NUnit 4.2 hands over the delegate of a failed asynchronous assertion once more.
        Delegate => new ConstraintResult(this, actual, isSuccess: false),
        _ => throw new ArgumentException($"a Fréchet distance is a {nameof(FidResult)} or a number, not {actual?.GetType().Name ?? "null"}", nameof(actual)),
    };
}
