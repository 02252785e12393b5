using System.Globalization;

namespace GanGate.Gating;

/// <summary>How much worse than its baseline a score may be: an absolute amount, or a percentage of the baseline's value.</summary>
/// <param name="Amount">At least 0; in units of the score, or in percent.</param>
/// <param name="IsPercent">Whether <paramref name="Amount"/> is a percentage.</param>
public readonly record struct Allowance(double Amount, bool IsPercent)
{
    /// <summary>What a baseline allows when nothing else is said: 5 %.</summary>
    public static Allowance Default => new(5, true);

    /// <summary>The amount in units of the score.</summary>
    /// <param name="baseline">The baseline's value.</param>
    public double Of(double baseline) => IsPercent ? Amount * baseline / 100 : Amount;

    /// <summary>Reads <c>0.5</c> or <c>5%</c>.</summary>
    /// <exception cref="GanGateException">GG2001: it is neither.</exception>
    public static Allowance Parse(string text) => Parse(text, "an allowed regression");

    /// <summary>The same for another quantity.</summary>
    /// <param name="text">Such as <c>0.5</c> or <c>5%</c>.</param>
    /// <param name="what">What it should be, for the message.</param>
    /// <exception cref="GanGateException">GG2001: it is neither.</exception>
    internal static Allowance Parse(string text, string what)
    {
        ArgumentNullException.ThrowIfNull(text);
        string trimmed = text.Trim();
        bool percent = trimmed.EndsWith('%');
        string number = percent ? trimmed[..^1].TrimEnd() : trimmed;
        if (double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double amount)
            && double.IsFinite(amount) && amount >= 0)
        {
            return new Allowance(amount, percent);
        }

        throw new GanGateException(
            ErrorCodes.Usage, $"'{text}' is not {what}: write an amount such as 0.5, or a percentage such as 5%");
    }

    /// <inheritdoc/>
    public override string ToString() => Amount.ToString(CultureInfo.InvariantCulture) + (IsPercent ? " %" : "");
}
