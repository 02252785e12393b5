using System.Globalization;

namespace GanGate.Training.Optimisation;

/// <summary>A player's learning rate over the steps n = 0, 1, ...: Rate (n + 1)^-Power.</summary>
/// <param name="Rate">The first step's.</param>
/// <param name="Power">How fast it falls; 0 for a constant rate.</param>
public sealed record Schedule(double Rate, double Power = 0)
{
    /// <summary>Whether the rate never changes.</summary>
    public bool IsConstant => Power == 0;

    /// <summary>Whether the rates' sum grows without bound, so that every point can be reached.</summary>
    public bool SumDiverges => Rate > 0 && Power <= 1;

    /// <summary>Whether the sum of the rates' squares stays finite, so that the noise averages out.</summary>
    public bool SquaresConverge => Power > 0.5;

    /// <summary>The rate of one step, counted from 0.</summary>
    public double At(long step) => IsConstant ? Rate : Rate * Math.Pow(step + 1, -Power);

    /// <summary>Whether this rate becomes negligible beside another: a(n) = o(b(n)).</summary>
    public bool VanishesBeside(Schedule other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Power > other.Power;
    }

    /// <inheritdoc/>
    public override string ToString() => IsConstant
        ? Rate.ToString("0.######e0", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Rate:0.######e0} n^-{Power}");
}
