using GanGate.Features;

namespace GanGate.Measuring;

/// <summary>The warning that a Fréchet distance is of too few samples: the covariance of fewer than D has no full rank, and of few more it is poor.</summary>
internal static class FewSamples
{
    private const int PerFeature = 2;

    /// <summary>One warning for both sides, or none.</summary>
    /// <param name="protocol">The protocol of both sides.</param>
    /// <param name="generated">The generated images, where their count is known.</param>
    /// <param name="reference">The images of the reference, where their count is known.</param>
    public static IEnumerable<Warning> In(Protocol protocol, long? generated, long? reference)
    {
        int enough = PerFeature * protocol.Dimension;
        string[] few = [.. Few("generated", generated, enough), .. Few("reference", reference, enough)];
        if (few.Length == 0 || !protocol.Metric.IsFrechet) yield break;

        yield return new Warning(
            ErrorCodes.FewSamples,
            $"there are only {string.Join(" and ", few)}, fewer than twice the {ScoreFormat.Count(protocol.Dimension)} features: the score is mostly "
            + $"a matter of their number, so compare it only with scores of as many, or use at least {ScoreFormat.Count(enough)}");
    }

    private static IEnumerable<string> Few(string side, long? count, int enough)
    {
        if (count is long known && known < enough) yield return $"{ScoreFormat.Count(known)} {side} images";
    }
}
