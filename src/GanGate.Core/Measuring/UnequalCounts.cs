namespace GanGate.Measuring;

/// <summary>
/// How far scores of unequal counts compare: the bias of a Fréchet distance is c / n plus terms of higher order, which still matter at so
/// many samples per feature (docs/statistics.md).
/// </summary>
internal static class UnequalCounts
{
    /// <summary>Below so many samples per feature the correction is not good enough.</summary>
    public const int FewPerFeature = 2;

    /// <summary>Below so many it is only fair.</summary>
    public const int ManyPerFeature = 5;
}
