namespace GanGate.Numerics;

/// <summary>What is special about float64, by the names that LAPACK's dlamch gives it.</summary>
internal static class Lamch
{
    /// <summary>2^-53, the largest relative error of rounding: dlamch('E').</summary>
    public const double Epsilon = 1.1102230246251565e-16;

    /// <summary>2^-52, from 1 to the next number: dlamch('P').</summary>
    public const double Precision = 2.220446049250313e-16;

    /// <summary>2^-1022, the smallest number of full precision: dlamch('S').</summary>
    public const double SafeMinimum = 2.2250738585072014e-308;
}
