using NUnit.Framework;
using NUnit.Framework.Constraints;

namespace GanGate.NUnit;

/// <summary>
/// The constraints where NUnit's own are: <c>Is.NoWorseThan("baseline.json")</c>, <c>Is.FidBelow(limit)</c>, <c>Has.RecallAbove(limit)</c>.
/// </summary>
#pragma warning disable CA1708 // The analyzer takes the names of two extension blocks for members.
public static class FidConstraints
#pragma warning restore CA1708
{
    extension(Is)
    {
        /// <inheritdoc cref="FidIs.Below"/>
        public static FidBelowConstraint FidBelow(double limit) => FidIs.Below(limit);

        /// <inheritdoc cref="FidIs.NoWorseThan"/>
        public static NoWorseThanConstraint NoWorseThan(string baseline, string? gate = null) => FidIs.NoWorseThan(baseline, gate);

        /// <inheritdoc cref="FidIs.Regressed"/>
        public static RegressedConstraint Regressed(string baseline, string? gate = null) => FidIs.Regressed(baseline, gate);

        /// <inheritdoc cref="FidIs.Within(double)"/>
        public static FidTolerance FidWithin(double tolerance) => FidIs.Within(tolerance);

        /// <inheritdoc cref="FidIs.Within(string)"/>
        public static FidTolerance FidWithin(string tolerance) => FidIs.Within(tolerance);

        /// <inheritdoc cref="FidIs.KidBelow"/>
        public static ScoreConstraint KidBelow(double limit) => FidIs.KidBelow(limit);

        /// <inheritdoc cref="FidIs.JsdBelow"/>
        public static JsdBelowConstraint JsdBelow(double limit) => FidIs.JsdBelow(limit);

        /// <inheritdoc cref="FidIs.InceptionScoreAbove"/>
        public static ScoreConstraint InceptionScoreAbove(double limit) => FidIs.InceptionScoreAbove(limit);
    }

    extension(Has)
    {
        /// <inheritdoc cref="FidHas.PrecisionAbove"/>
        public static ScoreConstraint PrecisionAbove(double limit) => FidHas.PrecisionAbove(limit);

        /// <inheritdoc cref="FidHas.RecallAbove"/>
        public static ScoreConstraint RecallAbove(double limit) => FidHas.RecallAbove(limit);

        /// <inheritdoc cref="FidHas.DensityAbove"/>
        public static ScoreConstraint DensityAbove(double limit) => FidHas.DensityAbove(limit);

        /// <inheritdoc cref="FidHas.CoverageAbove"/>
        public static ScoreConstraint CoverageAbove(double limit) => FidHas.CoverageAbove(limit);
    }

    extension(ConstraintExpression expression)
    {
        /// <inheritdoc cref="FidIs.Below"/>
        public FidBelowConstraint FidBelow(double limit) => Append(expression, FidIs.Below(limit));

        /// <inheritdoc cref="FidIs.NoWorseThan"/>
        public NoWorseThanConstraint NoWorseThan(string baseline, string? gate = null) => Append(expression, FidIs.NoWorseThan(baseline, gate));

        /// <inheritdoc cref="FidIs.Regressed"/>
        public RegressedConstraint Regressed(string baseline, string? gate = null) => Append(expression, FidIs.Regressed(baseline, gate));

        /// <inheritdoc cref="FidIs.Within(double)"/>
        public FidTolerance FidWithin(double tolerance) => new(Limits.Amount(tolerance, "a tolerance"), expression);

        /// <inheritdoc cref="FidIs.Within(string)"/>
        public FidTolerance FidWithin(string tolerance) => new(Limits.Amount(tolerance), expression);

        /// <inheritdoc cref="FidIs.KidBelow"/>
        public ScoreConstraint KidBelow(double limit) => Append(expression, FidIs.KidBelow(limit));

        /// <inheritdoc cref="FidIs.JsdBelow"/>
        public JsdBelowConstraint JsdBelow(double limit) => Append(expression, FidIs.JsdBelow(limit));

        /// <inheritdoc cref="FidIs.InceptionScoreAbove"/>
        public ScoreConstraint InceptionScoreAbove(double limit) => Append(expression, FidIs.InceptionScoreAbove(limit));

        /// <inheritdoc cref="FidHas.PrecisionAbove"/>
        public ScoreConstraint PrecisionAbove(double limit) => Append(expression, FidHas.PrecisionAbove(limit));

        /// <inheritdoc cref="FidHas.RecallAbove"/>
        public ScoreConstraint RecallAbove(double limit) => Append(expression, FidHas.RecallAbove(limit));

        /// <inheritdoc cref="FidHas.DensityAbove"/>
        public ScoreConstraint DensityAbove(double limit) => Append(expression, FidHas.DensityAbove(limit));

        /// <inheritdoc cref="FidHas.CoverageAbove"/>
        public ScoreConstraint CoverageAbove(double limit) => Append(expression, FidHas.CoverageAbove(limit));
    }

    private static T Append<T>(ConstraintExpression expression, T constraint)
        where T : Constraint
    {
        expression.Append(constraint);
        return constraint;
    }
}
