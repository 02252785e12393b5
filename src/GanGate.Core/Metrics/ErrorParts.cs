namespace GanGate.Metrics;

/// <summary>The square of a standard error by the orders of the samples it comes from.</summary>
/// <param name="FirstOrder">See <see cref="Estimate.FirstOrder"/>.</param>
/// <param name="SecondOrder">See <see cref="Estimate.SecondOrder"/>.</param>
/// <param name="ThirdCumulant">See <see cref="Estimate.ThirdCumulant"/>.</param>
internal sealed record ErrorParts(double FirstOrder, double SecondOrder, double ThirdCumulant)
{
    /// <summary>
    /// Of the noise of the first order, which is about the third cumulant over the root of the second order, so much is taken from it: cut off
    /// at 0, it would be too large on average where there is none, and too small where there is some if all of it were taken.
    /// </summary>
    public const double NoiseTaken = 0.4;

    /// <summary>The square of the standard error.</summary>
    public double Variance => SecondOrder + Math.Max(0, FirstOrder - NoiseOf(SecondOrder, ThirdCumulant));

    /// <summary>What is taken from the first order of such a set.</summary>
    public static double NoiseOf(double secondOrder, double thirdCumulant) =>
        secondOrder > 0 ? NoiseTaken * Math.Max(0, thirdCumulant) / Math.Sqrt(secondOrder) : 0;

    /// <summary>The same of a distance that is so many times as large.</summary>
    public ErrorParts Times(double unit) => new(FirstOrder * unit * unit, SecondOrder * unit * unit, ThirdCumulant * unit * unit * unit);
}
