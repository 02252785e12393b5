using NUnit.Framework;
using NUnit.Framework.Constraints;

namespace GanGate.NUnit;

/// <summary>The constraints where NUnit's own are: <c>Is.FidBelow(25.0)</c>, <c>Is.Not.FidBelow(25.0)</c>.</summary>
#pragma warning disable CA1708 // The analyzer takes the names of two extension blocks for members.
public static class FidConstraints
#pragma warning restore CA1708
{
    extension(Is)
    {
        /// <summary>A distance of at most <paramref name="limit"/>.</summary>
        public static FidBelowConstraint FidBelow(double limit) => new(limit);
    }

    extension(ConstraintExpression expression)
    {
        /// <summary>A distance of at most <paramref name="limit"/>.</summary>
        public FidBelowConstraint FidBelow(double limit) => (FidBelowConstraint)expression.Append(new FidBelowConstraint(limit));
    }
}
