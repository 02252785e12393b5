using GanGate.Measuring;

namespace GanGate.NUnit;

/// <summary>Refuses a score of the other kind: a divergence of texts is at most 1 and would pass every limit of a distance.</summary>
internal static class ScoreKind
{
    /// <summary>The score of images.</summary>
    /// <exception cref="GanGateException">GG2035: it is one of texts.</exception>
    public static Score OfImages(FidResult result) => !result.Score.Protocol.Metric.OfFeatures
        ? throw Wrong($"a distance of images ({nameof(Fid)}.{nameof(Fid.Measure)})", result)
        : result.Score;

    /// <summary>The score of texts.</summary>
    /// <exception cref="GanGateException">GG2035: it is one of images.</exception>
    public static Score OfTexts(FidResult result) => !result.Score.Protocol.Metric.OfFeatures
        ? result.Score
        : throw Wrong($"a divergence of texts ({nameof(Jsd)}.{nameof(Jsd.Measure)})", result);

    private static GanGateException Wrong(string needed, FidResult result) =>
        new(ErrorCodes.ActualValueInvalid, $"the constraint takes {needed}, not {result.Score.Label}");
}
