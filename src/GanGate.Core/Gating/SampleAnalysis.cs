using GanGate.Images;
using GanGate.Metrics;

namespace GanGate.Gating;

/// <summary>What the samples themselves say beyond their moments.</summary>
internal static class SampleAnalysis
{
    // A page can show ten pictures; the text shows half of them.
    private const int WorstShown = 10;

    /// <summary>A score with its error, its bias and the images that raise it most.</summary>
    /// <param name="score">The score.</param>
    /// <param name="images">Where the samples came from.</param>
    /// <param name="generated">Their features and moments.</param>
    /// <param name="reference">The reference's.</param>
    /// <param name="factor">The factor of the reference's covariance.</param>
    public static Score Of(Score score, IImageSource images, MeasuredSide generated, MeasuredSide reference, CovarianceFactor factor)
    {
        if (generated.Rows("generated") is not FeatureRows rows) return score;

        DistanceError error = DistanceError.Of(rows, generated.Statistics, reference.Statistics, factor);
        return score with
        {
            Uncertainty = new Uncertainty(error.StandardError, error.Bias, error.ReferenceShare),
            Worst = Worst(images, error.Influence),
        };
    }

    private static ImageInfluence[] Worst(IImageSource images, double[] influence) =>
        [.. Enumerable.Range(0, influence.Length)
            .Where(index => influence[index] > 0)
            .OrderByDescending(index => influence[index])
            .Take(WorstShown)
            .Select(index => new ImageInfluence(
                images.NameOf(index), (images as ImageFolder)?.PathOf(index), influence[index] / influence.Length))];
}
