using System.Text.Json.Serialization;
using GanGate.Gating;
using GanGate.Metrics;
using MathNet.Numerics.Distributions;

namespace GanGate.Calibration;

/// <summary>How many samples, good ones and next ones alike, show a rise of a wanted size.</summary>
/// <param name="Wanted">The rise as it was asked for: 5 %.</param>
/// <param name="Rise">The same in units of the score.</param>
/// <param name="Samples">The count at which the rise is found with the wanted chance.</param>
/// <param name="Chances">The chance at other counts.</param>
public sealed record NeededCount([property: JsonIgnore] Allowance Wanted, double Rise, long Samples, IReadOnlyList<CountChance> Chances)
{
    private const double Most = 1e12;
    private const int Points = 25;

    // The chart goes from a sixteenth of the count that is needed to four times as many.
    private const double Fewest = 1.0 / 16;
    private const double Widest = 64;

    /// <summary>Solves d = (z_alpha + z_power) s(N) for N, where s^2 = 2 (u / N + V n^2 / N^2): u / n is the part of the variance of n samples
    /// that is of first order, and V the rest.</summary>
    /// <returns>null where the rise is none, or no number of samples that anyone has is enough.</returns>
    internal static NeededCount? Of(Estimate good, Allowance wanted, CalibrationRules rules)
    {
        double rise = wanted.Of(Math.Max(0, good.Value));
        if (!(rise > 0) || good is not { StandardError: double error, Count: long count }) return null;

        double second = Math.Min(good.SecondOrder ?? 0, error * error) * count * count, first = (error * error * count) - (second / count);
        double alpha = -Normal.InvCDF(0, 1, rules.Alpha), z = alpha + Normal.InvCDF(0, 1, rules.Power);
        double half = z * z * first, root = Math.Sqrt((half * half) + (2 * z * z * rise * rise * second));
        double samples = Math.Ceiling((half + root) / (rise * rise));
        return samples < Most
            ? new NeededCount(wanted, rise, (long)samples, [.. Enumerable.Range(0, Points).Select(i => ChanceAt(samples * Fewest * Math.Pow(Widest, i / (Points - 1.0))))])
            : null;

        CountChance ChanceAt(double number)
        {
            double noise = Math.Sqrt(2 * ((first / number) + (second / number / number)));
            return new CountChance((long)Math.Max(2, Math.Round(number)), Normal.CDF(0, 1, (rise / noise) - alpha));
        }
    }
}

/// <summary>The chance that a rise is found with so many samples.</summary>
/// <param name="Samples">The count.</param>
/// <param name="Found">The chance.</param>
public sealed record CountChance(long Samples, double Found);
