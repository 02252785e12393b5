using System.Globalization;
using GanGate.Measuring;

namespace GanGate.Gating;

/// <summary>Rules for bare numbers, which bring neither count nor protocol: the other metrics, and scores from elsewhere.</summary>
internal static class NumberRules
{
    /// <summary>A number of at most a limit passes.</summary>
    /// <param name="error">The code of a failure.</param>
    /// <param name="name">What the number is.</param>
    /// <param name="value">The number; NaN fails.</param>
    /// <param name="limit">The largest that passes.</param>
    public static Check AtMost(ErrorCode error, string name, double value, double limit) =>
        new(error, value <= limit, $"{name} is {ScoreFormat.Number(value)}, {PlaceBelow(value, limit, "limit")}");

    /// <summary>Where a number stands that passes when it is at most a limit, in words.</summary>
    /// <param name="value">The number.</param>
    /// <param name="limit">The largest that passes.</param>
    /// <param name="kind">What the limit is called.</param>
    public static string PlaceBelow(double value, double limit, string kind) => value <= limit
        ? $"within the {kind} of {ScoreFormat.Number(limit)}"
        : $"above the {kind} of {ScoreFormat.Number(limit)}{By(value - limit, limit)}";

    /// <summary>The same of one that passes when it is at least a limit.</summary>
    /// <param name="value">The number.</param>
    /// <param name="limit">The smallest that passes.</param>
    /// <param name="kind">What the limit is called.</param>
    public static string PlaceAbove(double value, double limit, string kind) => value >= limit
        ? $"at least the {kind} of {ScoreFormat.Number(limit)}"
        : $"below the {kind} of {ScoreFormat.Number(limit)}{By(limit - value, limit)}";

    /// <summary>The rule of a baseline for a number of which nothing else is known.</summary>
    /// <param name="value">The number; NaN fails.</param>
    /// <param name="accepted">The plain score that was accepted.</param>
    /// <param name="allowance">How much higher passes.</param>
    public static Check NoWorse(double value, double accepted, Allowance allowance)
    {
        Regression regression = Regression.OfNumbers(value, accepted, allowance);
        bool passed = regression.Rise <= regression.Allowed;
        string text = $"{Difference("the score", regression, allowance, passed)}; a number alone says nothing of chance";
        return new Check(ErrorCodes.Regressed, passed, text) { Regression = regression };
    }

    /// <summary>A difference of at most a tolerance, up or down, passes.</summary>
    /// <param name="name">What was compared.</param>
    /// <param name="difference">The comparison; its rise is held against what it allows.</param>
    /// <param name="tolerance">How that was given.</param>
    public static Check Within(string name, Regression difference, Allowance tolerance)
    {
        ArgumentNullException.ThrowIfNull(difference);
        bool passed = Math.Abs(difference.Rise) <= difference.Allowed;
        return new Check(ErrorCodes.OutsideTolerance, passed, Difference(name, difference, tolerance, passed)) { Regression = difference };
    }

    private static string Difference(string name, Regression regression, Allowance allowance, bool passed)
    {
        string size = ScoreFormat.Number(Math.Abs(regression.Rise)), side = regression.Rise < 0 ? "below" : "above";
        return $"{name} is {size} {side} the baseline of {ScoreFormat.Number(regression.Accepted)}: {(passed ? "within" : "more than")} "
            + $"the {ScoreFormat.Number(regression.Allowed)} allowed{(allowance.IsPercent ? $" ({allowance})" : "")}";
    }

    private static string By(double excess, double limit) => double.IsNaN(excess)
        ? ""
        : limit > 0
            ? string.Create(CultureInfo.InvariantCulture, $" by {ScoreFormat.Number(excess)} ({100 * excess / limit:0.#} %)")
            : $" by {ScoreFormat.Number(excess)}";
}
