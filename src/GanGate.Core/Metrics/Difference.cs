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

    /// <summary>What the error is at least, by what is of second order alone.</summary>
    public double LeastError { get; init; }

    /// <summary>The covariance of the difference and the square of its error as it is estimated: where it is above 0, a set that is high by chance looks unsure too.</summary>
    public double Covariance { get; init; }

    /// <summary>By how much the new score is higher.</summary>
    public double Rise => Measured - Accepted;

    /// <summary>The chance of such a rise, or more, when there is none.</summary>
    public double PValueOfRise => Tail(Errors, Skewness);

    /// <summary>The chance of such a fall, or more, when there is none.</summary>
    public double PValueOfFall => Tail(-Errors, -Skewness);

    /// <summary>The rise whose chance, when there is none, is alpha.</summary>
    public double SignificantRise(double alpha)
    {
        if (Freedom is double freedom) return -StandardError * StudentT.InvCDF(0, 1, freedom, alpha);
        if (StandardError == 0) return 0;

        // The inverse of Errors: rise^2 = z^2 (s^2 - slope rise).
        double z = Skewed(-Normal.InvCDF(0, 1, alpha)), linear = z * z * Slope;
        double rise = (Math.CopySign(Math.Sqrt((linear * linear) + (4 * z * z * StandardError * StandardError)), z) - linear) / 2;
        return (StandardError * StandardError) - (Slope * rise) < LeastError * LeastError ? z * LeastError : rise;
    }

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
        double own1 = Square(accepted.StandardError!.Value), own2 = Square(measured.StandardError!.Value);
        Difference plain = new(accepted.Corrected, measured.Corrected, Math.Sqrt(own2 + own1), Freedom: null);
        if ((acceptedCount, measured.Count) is not (long n1, long n2) || PartsOf(accepted) is not ErrorParts a || PartsOf(measured) is not ErrorParts b)
        {
            return plain;
        }

        // When both share their first order u, u / n_1 + u / n_2 is the sum of each one's times these.
        double weight1 = (double)n1 / n2, weight2 = (double)n2 / n1;
        double second = a.SecondOrder + b.SecondOrder, each = Math.Max(0, a.FirstOrder) + Math.Max(0, b.FirstOrder);
        double noise = ErrorParts.NoiseOf(a.SecondOrder, a.ThirdCumulant) + ErrorParts.NoiseOf(b.SecondOrder, b.ThirdCumulant);
        double shared = Math.Max(0, (weight1 * a.FirstOrder) + (weight2 * b.FirstOrder) - noise);
        double near = second > 0 ? second / (second + each) : 0, first = (near * shared) + ((1 - near) * each), error = Math.Sqrt(first + second);
        if (error == 0) return plain with { StandardError = 0 };

        // The noise of a set's first order varies with its value by its third cumulant.
        double cumulant = b.ThirdCumulant - a.ThirdCumulant;
        double covariance = first > 0 ? (near * ((weight2 * b.ThirdCumulant) - (weight1 * a.ThirdCumulant))) + ((1 - near) * cumulant) : 0;
        return plain with
        {
            StandardError = error,
            LeastError = Math.Sqrt(second),
            Skewness = Math.Clamp(cumulant / error / error / error, -MostSkewness, MostSkewness),
            Covariance = Math.Clamp(covariance / error / error / error, -1, 1) * error * error * error,
        };
    }

    private static ErrorParts? PartsOf(Estimate estimate) =>
        estimate is { FirstOrder: double first, SecondOrder: double second, ThirdCumulant: double cumulant }
            ? new ErrorParts(first, second, Math.Max(0, cumulant))
            : null;

    private static double Square(double value) => value * value;

    // By how much the error's square is less for each unit of the rise.
    private double Slope => Covariance == 0 ? 0 : Covariance / StandardError / StandardError;

    /// <summary>The rise in standard errors, less what chance makes of the error where it makes such a rise.</summary>
    private double Errors
    {
        get
        {
            const double Enough = 1e8;
            double square = Math.Max(LeastError * LeastError, (StandardError * StandardError) - (Slope * Rise));
            return square > 0 ? Math.Clamp(Rise / Math.Sqrt(square), -Enough, Enough) : Math.Sign(Rise) * Enough;
        }
    }

    private double Tail(double z, double skewness) =>
        Freedom is double freedom ? StudentT.CDF(0, 1, freedom, -z) : Normal.CDF(0, 1, -Straightened(z, skewness));

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
