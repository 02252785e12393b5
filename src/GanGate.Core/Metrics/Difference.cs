using MathNet.Numerics.Distributions;

namespace GanGate.Metrics;

/// <summary>
/// Whether a score is truly higher than accepted ones against the same reference, or only by the chance of its samples.
/// The compared numbers are corrected for bias; the reference's error is common to both and no part of the test.
/// </summary>
/// <param name="Accepted">The accepted runs' corrected value, their mean where there are several.</param>
/// <param name="Measured">The new corrected value.</param>
/// <param name="StandardError">The standard error of the difference.</param>
/// <param name="Freedom">Degrees of freedom of the t distribution; null for the normal one.</param>
internal sealed record Difference(double Accepted, double Measured, double StandardError, double? Freedom)
{
    /// <summary>From so many runs on the differences between trainings are known, and the test is a prediction interval over runs.</summary>
    public const int RunsOfARecipe = 3;

    /// <summary>By how much the new score is higher.</summary>
    public double Rise => Measured - Accepted;

    /// <summary>The chance of such a rise, or more, when there is none.</summary>
    public double PValueOfRise => Tail(Rise);

    /// <summary>The chance of such a fall, or more, when there is none.</summary>
    public double PValueOfFall => Tail(-Rise);

    /// <summary>The rise whose chance, when there is none, is alpha.</summary>
    public double SignificantRise(double alpha) =>
        -StandardError * (Freedom is double freedom ? StudentT.InvCDF(0, 1, freedom, alpha) : Normal.InvCDF(0, 1, alpha));

    /// <summary>Compares one measurement with accepted ones.</summary>
    /// <returns>null where an error is not known.</returns>
    public static Difference? Of(IReadOnlyList<Estimate> runs, Estimate measured)
    {
        if (measured.StandardError is not double own || runs.Any(run => run.StandardError is null))
        {
            return null;
        }

        double[] values = [.. runs.Select(run => run.Corrected)];
        double accepted = values.Average(), sampling = runs.Average(run => run.StandardError!.Value * run.StandardError.Value);
        if (runs.Count < RunsOfARecipe)
        {
            return new Difference(accepted, measured.Corrected, Math.Sqrt((own * own) + (sampling / runs.Count)), null);
        }

        // Runs that agree better than their samples allow do so by chance; a new run with fewer samples scatters more than they do.
        double spread = values.Sum(value => (value - accepted) * (value - accepted)) / (runs.Count - 1);
        double variance = (Math.Max(spread, sampling) * (1 + (1.0 / runs.Count))) + Math.Max(0, (own * own) - sampling);
        return new Difference(accepted, measured.Corrected, Math.Sqrt(variance), runs.Count - 1);
    }

    private double Tail(double rise)
    {
        const double Enough = 1e8;
        double z = StandardError > 0 ? Math.Clamp(rise / StandardError, -Enough, Enough) : Math.Sign(rise) * Enough;
        return Freedom is double freedom ? StudentT.CDF(0, 1, freedom, -z) : Normal.CDF(0, 1, -z);
    }
}
