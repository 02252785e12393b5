using MathNet.Numerics.Distributions;

namespace GanGate.Measuring;

/// <summary>
/// How far a z statistic must lie from 0 at each of several looks, so that stopping there is on the wrong side with a stated chance at
/// most: O'Brien and Fleming's error spending of Lan and DeMets (1983, Biometrika 70, 659-663), the same on both sides.
/// </summary>
internal static class SpendingBoundaries
{
    // Beyond it the normal density is no longer a number above 0.
    private const double Furthest = 38;

    private const double Step = 0.04;

    /// <summary>The boundaries, by the recursion of Armitage, McPherson and Rowe (1969, J. R. Statist. Soc. A 132, 235-244).</summary>
    /// <param name="error">The chance of leaving on one side, over all looks, when the truth is on the boundary between the two.</param>
    /// <param name="times">The clock by which the error is spent: rising, the last one 1.</param>
    /// <param name="information">Of each look, 1 / variance, in any unit: z_j and z_k correlate by sqrt(I_j / I_k).</param>
    public static double[] Of(double error, ReadOnlySpan<double> times, ReadOnlySpan<double> information)
    {
        double[] boundaries = new double[times.Length];
        Continuing going = Continuing.Start;
        double spent = 0;
        for (int look = 0; look < times.Length; look++)
        {
            double correlation = look == 0 ? 0 : Math.Sqrt(information[look - 1] / information[look]), total = Spent(error, times[look]);
            boundaries[look] = Solve(going, correlation, total - spent);
            going = going.Next(correlation, boundaries[look]);
            spent = total;
        }

        return boundaries;
    }

    /// <summary>What may have been spent on one side by a time: 2 - 2 Phi(z(1 - error / 2) / sqrt(t)).</summary>
    public static double Spent(double error, double time) => 2 * Normal.CDF(0, 1, Normal.InvCDF(0, 1, error / 2) / Math.Sqrt(time));

    private static double Solve(Continuing going, double correlation, double chance)
    {
        double low = 0, high = Furthest;
        for (int step = 0; step < 60; step++)
        {
            double middle = (low + high) / 2;
            if (going.ChanceAbove(correlation, middle) > chance) low = middle;
            else high = middle;
        }

        return high;
    }

    /// <summary>The density of z among the sequences that have not stopped, at Simpson's points between the boundaries.</summary>
    /// <param name="Points">z.</param>
    /// <param name="Masses">Density times Simpson's weight.</param>
    private sealed record Continuing(double[] Points, double[] Masses)
    {
        public static Continuing Start => new([0], [1]);

        public double ChanceAbove(double correlation, double boundary)
        {
            double rest = Math.Sqrt(1 - (correlation * correlation)), sum = 0;
            for (int i = 0; i < Points.Length; i++) sum += Masses[i] * Normal.CDF(0, 1, ((correlation * Points[i]) - boundary) / rest);
            return sum;
        }

        public Continuing Next(double correlation, double boundary)
        {
            int intervals = 2 * (int)Math.Ceiling(boundary / Step);
            double width = 2 * boundary / intervals, rest = Math.Sqrt(1 - (correlation * correlation));
            double[] points = new double[intervals + 1], masses = new double[intervals + 1];
            for (int to = 0; to <= intervals; to++)
            {
                points[to] = (to * width) - boundary;
                double density = 0, weight = to is 0 || to == intervals ? 1 : to % 2 == 1 ? 4 : 2;
                for (int i = 0; i < Points.Length; i++) density += Masses[i] * Normal.PDF(correlation * Points[i], rest, points[to]);
                masses[to] = density * weight * width / 3;
            }

            return new Continuing(points, masses);
        }
    }
}
