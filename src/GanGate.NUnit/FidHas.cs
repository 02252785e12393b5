namespace GanGate.NUnit;

/// <summary>The constraints on shares as plain methods, for language versions before C# 14.</summary>
public static class FidHas
{
    /// <summary>A precision of at least <paramref name="limit"/>.</summary>
    /// <exception cref="GanGateException">GG2036: the limit is not from 0 to 1.</exception>
    public static PrecisionAboveConstraint PrecisionAbove(double limit) => new(limit);

    /// <summary>A recall of at least <paramref name="limit"/>.</summary>
    /// <exception cref="GanGateException">GG2036: the limit is not from 0 to 1.</exception>
    public static RecallAboveConstraint RecallAbove(double limit) => new(limit);
}
