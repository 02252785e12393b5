using System.Globalization;
using GanGate.Gating;

namespace GanGate.NUnit;

/// <summary>Refuses limits that no measurement could mean.</summary>
internal static class Limits
{
    /// <summary>A limit of something that is never negative.</summary>
    /// <exception cref="GanGateException">GG2036.</exception>
    public static double NotNegative(double limit, string what) =>
        double.IsFinite(limit) && limit >= 0 ? limit : throw Impossible(limit, what, "a number of at least 0");

    /// <summary>A limit of a kernel distance, which is estimated without bias and so may be a little below 0.</summary>
    /// <exception cref="GanGateException">GG2036.</exception>
    public static double Finite(double limit, string what) => double.IsFinite(limit) ? limit : throw Impossible(limit, what, "a finite number");

    /// <summary>A limit of a share.</summary>
    /// <exception cref="GanGateException">GG2036.</exception>
    public static double Share(double limit, string what) =>
        limit is >= 0 and <= 1 ? limit : throw Impossible(limit, what, "a number from 0 to 1");

    /// <summary>A chance of false alarm.</summary>
    /// <exception cref="GanGateException">GG2036.</exception>
    public static double Alpha(double alpha) =>
        alpha is > 0 and <= 0.5 ? alpha : throw Impossible(alpha, "alpha", "a probability above 0 and up to 0.5");

    /// <summary>An amount such as 0.5.</summary>
    /// <exception cref="GanGateException">GG2036.</exception>
    public static Allowance Amount(double amount, string what) => new(NotNegative(amount, what), IsPercent: false);

    /// <summary>An amount or percentage such as 5%.</summary>
    /// <exception cref="GanGateException">GG2036.</exception>
    public static Allowance Amount(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            return Allowance.Parse(text);
        }
        catch (GanGateException failure)
        {
            throw ExplainedFailure.Explain(new GanGateException(ErrorCodes.AssertionLimitInvalid, failure.Sentence, failure));
        }
    }

    private static GanGateException Impossible(double value, string what, string needed) => ExplainedFailure.Explain(new GanGateException(
        ErrorCodes.AssertionLimitInvalid, string.Create(CultureInfo.InvariantCulture, $"{what} must be {needed}, not {value}")));
}
