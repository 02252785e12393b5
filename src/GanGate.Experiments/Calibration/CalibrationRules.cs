using GanGate.Gating;

namespace GanGate.Calibration;

/// <summary>What a proposed limit has to keep.</summary>
public sealed record CalibrationRules
{
    /// <summary>The chance that good samples fail the limit; above 0 and up to 0.5.</summary>
    public double Alpha { get; init; } = GatePolicy.DefaultAlpha;

    /// <summary>By how much samples may be worse than the good ones beyond chance; nothing by default.</summary>
    public Allowance Allowance { get; init; } = new(0, IsPercent: false);

    /// <summary>What a baseline allows.</summary>
    public Allowance BaselineAllowance { get; init; } = Allowance.Default;

    /// <summary>The chance with which a fault shall be found.</summary>
    public double Power { get; init; } = 0.9;
}
