namespace GanGate.Gating;

/// <summary>The numbers of a comparison with a baseline.</summary>
/// <param name="Accepted">The baseline's value corrected for bias; plain where an error is not known.</param>
/// <param name="Rise">By how much the score is higher, corrected likewise; of a metric where higher is better, by how much it is lower.</param>
/// <param name="Allowed">How much higher, or lower, passes without question.</param>
/// <param name="Runs">Accepted runs.</param>
/// <param name="StandardError">The standard error of the rise; null where an error is not known.</param>
/// <param name="PValue">The chance of such a rise when there is none; null where an error is not known.</param>
/// <param name="Alpha">A rise is significant below this chance.</param>
public sealed record Regression(double Accepted, double Rise, double Allowed, int Runs, double? StandardError, double? PValue, double Alpha)
{
    /// <summary>A bare number held against another: neither error nor bias is known, so every rise above the allowance counts.</summary>
    /// <param name="value">The number.</param>
    /// <param name="accepted">What it is held against.</param>
    /// <param name="allowance">How much higher passes.</param>
    internal static Regression OfNumbers(double value, double accepted, Allowance allowance) =>
        new(accepted, value - accepted, allowance.Of(Math.Max(0, accepted)), Runs: 1, null, null, GatePolicy.DefaultAlpha);

    /// <summary>Whether the rise is more than is allowed.</summary>
    public bool AboveAllowance => Rise > Allowed;

    /// <summary>Whether the rise is more than chance; without errors every rise counts.</summary>
    public bool Significant => PValue is double p ? p < Alpha : Rise > 0;

    /// <summary>Whether the gate fails: only when both hold.</summary>
    public bool Regressed => AboveAllowance && Significant;

    /// <summary>What would settle an unclear case (above the allowance, not significant); null where it is clear or nothing would.</summary>
    public SettlingCount? Settling { get; init; }
}

/// <summary>About how many samples would show a rise of the measured size to be significant, if it is real.</summary>
/// <param name="Samples">The number of samples.</param>
/// <param name="InBoth">Whether the baseline needs as many too.</param>
public sealed record SettlingCount(long Samples, bool InBoth);
