using System.Globalization;

namespace GanGate.Gating;

/// <summary>Numbers as people read them; the JSON report has full precision.</summary>
internal static class ScoreFormat
{
    private const int SignificantDigits = 5;

    /// <summary>Five significant digits without an exponent where the size allows: 12.345, 0.11012, 1.5E-07.</summary>
    public static string Number(double value)
    {
        double size = Math.Abs(value);
        if (size is not 0 and (< 1e-4 or >= 1e9))
        {
            return value.ToString("0.####E+00", CultureInfo.InvariantCulture);
        }

        int integerDigits = size == 0 ? 1 : (int)Math.Floor(Math.Log10(size)) + 1;
        int decimals = Math.Clamp(SignificantDigits - integerDigits, 0, 8);
        return value.ToString("0." + new string('#', decimals), CultureInfo.InvariantCulture);
    }

    /// <summary>A count with thousands separators: 10,000.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>By how much a value is above its limit, with the percentage where there is one: 0.5 (10 %).</summary>
    public static string Excess(double value, double limit)
    {
        string amount = Number(value - limit);
        return limit > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{amount} ({100 * (value - limit) / limit:0.#} %)")
            : amount;
    }
}
