namespace GanGate.NUnit;

/// <summary>The constraints as plain methods, for language versions before C# 14.</summary>
public static class FidIs
{
    /// <summary>A distance of at most <paramref name="limit"/>.</summary>
    public static FidBelowConstraint Below(double limit) => new(limit);
}
