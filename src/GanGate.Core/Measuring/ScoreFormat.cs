using System.Globalization;
using GanGate.Metrics;

namespace GanGate.Measuring;

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

    /// <summary>A value with as many decimals as its error has in two significant digits: 12.34 for an error of 0.21.</summary>
    public static string WithError(double value, double error)
    {
        double size = Math.Abs(value);

        // An error of rounding alone (equal samples) would ask for decimals that nobody reads.
        if (!(error >= 1e-6 * size) || error is 0 or >= 1e9 || !double.IsFinite(value)) return Number(value);

        int last = ExponentOf(error, digits: 2) - 1;
        if (size is not 0 and (< 1e-4 or >= 1e9))
        {
            int digits = Math.Max(1, ExponentOf(size, digits: 1) - last + 1);
            return value.ToString(digits == 1 ? "0E+00" : $"0.{new string('0', digits - 1)}E+00", CultureInfo.InvariantCulture);
        }

        return value.ToString("F" + Math.Max(0, -last).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>The same, with five digits where the error is not known.</summary>
    public static string WithError(double value, double? error) => error is double known ? WithError(value, known) : Number(value);

    /// <summary>A value beside its error, or its spread: 12.34 ± 0.21.</summary>
    public static string Pair(double value, double error) => $"{WithError(value, error)} ± {WithError(error, error)}";

    /// <summary>A mean beside its deviation, likewise.</summary>
    public static string WithDeviation(MeanAndDeviation value) => Pair(value.Mean, value.StandardDeviation);

    /// <summary>A score with what is known of it: 12.34 ± 0.21 (corrected 11.97, 10,000 samples).</summary>
    public static string Describe(Estimate score)
    {
        ArgumentNullException.ThrowIfNull(score);
        if (score.StandardError is not double error) return Number(score.Value);
        string sure = Pair(score.Value, error);
        if (score.Bias is null) return score.Count is long lines ? $"{sure} ({Count(lines)} lines)" : sure;

        string samples = score.Count is long known ? $", {Count(known)} samples" : "";
        return $"{sure} (corrected {WithError(score.Corrected, error)}{samples})";
    }

    // Of the number as it is shown: 0.0996 has the exponent -1 in two digits.
    private static int ExponentOf(double value, int digits)
    {
        string text = value.ToString($"E{digits - 1}", CultureInfo.InvariantCulture);
        return int.Parse(text.AsSpan(text.IndexOf('E') + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }

    /// <summary>A probability: 0.034, &lt; 1E-06.</summary>
    public static string Probability(double p) => p < 1e-6 ? "< 1E-06" : p.ToString("G2", CultureInfo.InvariantCulture);

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
