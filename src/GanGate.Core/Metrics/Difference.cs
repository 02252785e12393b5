using MathNet.Numerics.Distributions;

namespace GanGate.Metrics;

/// <summary>
/// Whether a score is truly higher than accepted ones against the same reference, or only by the chance of its samples.
/// The compared numbers are corrected for bias; the reference's error is common to both and no part of the test.
/// </summary>
/// <param name="Accepted">The accepted runs' corrected value, their mean where there are several.</param>
/// <param name="Measured">The new corrected value.</param>
/// <param name="StandardError">The standard error of the difference, when there is none in truth.</param>
/// <param name="Freedom">Degrees of freedom of the t distribution; null for the normal one.</param>
internal sealed record Difference(double Accepted, double Measured, double StandardError, double? Freedom)
{
    /// <summary>From so many runs on the differences between trainings are known, and the test is a prediction interval over runs.</summary>
    public const int RunsOfARecipe = 3;

    // A sum of squares of normal variables has a skewness of at most sqrt(8), that of one square.
    private const double MostSkewness = 2.8284271247461903;
    private const double Symmetric = 1e-6;

    /// <summary>The skewness of the difference, when there is none in truth; 0 where it is not known.</summary>
    public double Skewness { get; init; }

    /// <summary>By how much the new score is higher.</summary>
    public double Rise => Measured - Accepted;

    /// <summary>The chance of such a rise, or more, when there is none.</summary>
    public double PValueOfRise => Tail(Rise, Skewness);

    /// <summary>The chance of such a fall, or more, when there is none.</summary>
    public double PValueOfFall => Tail(-Rise, -Skewness);

    /// <summary>The rise whose chance, when there is none, is alpha.</summary>
    public double SignificantRise(double alpha) => StandardError * (Freedom is double freedom
        ? -StudentT.InvCDF(0, 1, freedom, alpha)
        : Skewed(-Normal.InvCDF(0, 1, alpha)));

    /// <summary>Compares one measurement with accepted ones.</summary>
    /// <returns>null where an error is not known.</returns>
    public static Difference? Of(IReadOnlyList<Estimate> runs, Estimate measured)
    {
        if (measured.StandardError is not double own || runs.Any(run => run.StandardError is null))
        {
            return null;
        }

        if (runs.Count < RunsOfARecipe) return OfSamples(Estimate.MeanOf(runs), runs.Aggregate((long?)0, (sum, run) => sum + run.Count), measured);

        // Runs that agree better than their samples allow do so by chance; a new run with fewer samples scatters more than they do.
        double[] values = [.. runs.Select(run => run.Corrected)];
        double accepted = values.Average(), sampling = runs.Average(run => run.StandardError!.Value * run.StandardError.Value);
        double spread = values.Sum(value => (value - accepted) * (value - accepted)) / (runs.Count - 1);
        double variance = (Math.Max(spread, sampling) * (1 + (1.0 / runs.Count))) + Math.Max(0, (own * own) - sampling);
        return new Difference(accepted, measured.Corrected, Math.Sqrt(variance), runs.Count - 1);
    }

    /// <summary>
    /// Of what samples alone cause. The nearer both are to the reference, the more of the error is of second order, and the more its
    /// first-order part, a small rest of noisy numbers, is taken from both sets together: when there is no difference they share it.
    /// </summary>
    private static Difference OfSamples(Estimate accepted, long? acceptedCount, Estimate measured)
    {
        double first = Square(accepted.StandardError!.Value), second = Square(measured.StandardError!.Value);
        if (accepted.SecondOrder is not double ofFirst || measured.SecondOrder is not double ofSecond)
        {
            return new Difference(accepted.Corrected, measured.Corrected, Math.Sqrt(second + first), Freedom: null);
        }

        double variance = first + second;
        if (acceptedCount is long n1 && measured.Count is long n2 && variance > 0)
        {
            double linear1 = Math.Max(0, first - ofFirst), linear2 = Math.Max(0, second - ofSecond), near = Math.Min(1, (ofFirst + ofSecond) / variance);
            double shared = ((n1 * n1 * linear1) + (n2 * n2 * linear2)) / (n1 + n2) * ((1.0 / n1) + (1.0 / n2));
            variance = (near * shared) + ((1 - near) * (linear1 + linear2)) + ofFirst + ofSecond;
        }

        double cumulant = (measured.ThirdCumulant - accepted.ThirdCumulant) ?? 0, error = Math.Sqrt(variance);
        return new Difference(accepted.Corrected, measured.Corrected, error, Freedom: null)
        {
            Skewness = error > 0 ? Math.Clamp(cumulant / error / error / error, -MostSkewness, MostSkewness) : 0,
        };
    }

    private static double Square(double value) => value * value;

    private double Tail(double rise, double skewness)
    {
        const double Enough = 1e8;
        double z = StandardError > 0 ? Math.Clamp(rise / StandardError, -Enough, Enough) : Math.Sign(rise) * Enough;
        return Freedom is double freedom ? StudentT.CDF(0, 1, freedom, -z) : Normal.CDF(0, 1, -Straightened(z, skewness));
    }

    /// <summary>
    /// The value of a standardised gamma distribution with a skewness that has the rank of a normal one w (Wilson and Hilferty 1931):
    /// w + g / 6 (w^2 - 1) + ..., as Cornish and Fisher's expansion begins, but rising everywhere and with an inverse.
    /// </summary>
    private double Skewed(double w)
    {
        double g = Skewness, root = 1 + (g * w / 6) - (g * g / 36);
        return Math.Abs(g) < Symmetric ? w : 2 / g * ((root * root * root) - 1);
    }

    /// <summary>The inverse of <see cref="Skewed"/>.</summary>
    private static double Straightened(double z, double g) =>
        Math.Abs(g) < Symmetric ? z : 6 / g * (Math.Cbrt(1 + (g * z / 2)) - 1 + (g * g / 36));
}
