using GanGate.Features;
using GanGate.Images;
using GanGate.Metrics;

namespace GanGate.Gating;

/// <summary>What the samples themselves say beyond their moments.</summary>
internal static class SampleAnalysis
{
    // A page can show ten pictures; the text shows half of them.
    private const int Shown = 10;

    // So many repeats are more than chance leaves among good samples.
    private const double WarnedShare = 0.01;

    private const string CalibratedProtocol = "pyramid";

    /// <summary>A score with its error, its bias, the images that raise it most, and those that repeat others.</summary>
    /// <param name="score">The score.</param>
    /// <param name="images">Where the samples came from.</param>
    /// <param name="generated">Their features and moments.</param>
    /// <param name="referenceImages">Where the reference came from; null for a statistics file.</param>
    /// <param name="reference">The reference's features, where they are at hand, and its moments.</param>
    /// <param name="factor">The factor of the reference's covariance.</param>
    /// <param name="pictures">Whether the score shall carry pictures of the samples.</param>
    /// <param name="cancellation">Stops the analysis.</param>
    public static Score Of(
        Score score,
        IImageSource images,
        MeasuredSide generated,
        IImageSource? referenceImages,
        MeasuredSide reference,
        CovarianceFactor factor,
        bool pictures,
        CancellationToken cancellation)
    {
        if (generated.Rows("generated", cancellation) is not FeatureRows rows) return score;

        DistanceError error = DistanceError.Of(rows, generated.Statistics, reference.Statistics, factor);
        cancellation.ThrowIfCancellationRequested();
        int dimension = reference.Statistics.Dimension;
        double[] variances = [.. Enumerable.Range(0, dimension).Select(i => reference.Statistics.Sigma[(i * dimension) + i])];
        RepeatedRows repeats = RepeatedRows.Find(rows, reference.Rows("reference", cancellation), variances);
        RepeatedImages repeated = RepeatsOf(images, repeats);
        Score analysed = score with
        {
            Uncertainty = new Uncertainty(error.StandardError, error.Bias, error.ReferenceShare),
            Worst = Worst(images, error.Influence),
            Repeated = repeated,
            Copied = repeats.Copied is null ? null : CopiesOf(images, referenceImages!, repeats.Copied),
            Warnings = SurelyRepeated(score.Protocol, repeated) > WarnedShare * rows.Count ? [.. score.Warnings, WarningOf(repeated)] : score.Warnings,
        };
        return pictures
            ? analysed with { Pictures = SamplePictures.Of(analysed, error.Influence, images, referenceImages, cancellation) }
            : analysed;
    }

    // How near two features of different pictures may be was measured for the pyramid protocol alone; equal features are sure everywhere.
    private static int SurelyRepeated(Protocol protocol, RepeatedImages repeated) =>
        repeated.Exact + (protocol.Id == CalibratedProtocol ? repeated.Near : 0);

    private static ImageInfluence[] Worst(IImageSource images, double[] influence) =>
        [.. Enumerable.Range(0, influence.Length)
            .Where(index => influence[index] > 0)
            .OrderByDescending(index => influence[index])
            .Take(Shown)
            .Select(index => new ImageInfluence(images.NameOf(index), images.PathOf(index), influence[index] / influence.Length))];

    private static RepeatedImages RepeatsOf(IImageSource images, RepeatedRows repeats)
    {
        int[] rows = [.. Enumerable.Range(0, repeats.Exact.Length)];
        int[] exact = [.. rows.Where(row => repeats.Exact[row] != row)], near = [.. rows.Where(row => repeats.Near[row].Row >= 0)];

        // Each near pair once, from its later image.
        IEnumerable<ImagePair> pairs = exact.Select(row => Pair(images, row, images, new Neighbour(repeats.Exact[row], 0)))
            .Concat(near.Where(row => repeats.Near[row].Row < row)
                .OrderBy(row => repeats.Near[row].SquaredDistance)
                .Select(row => Pair(images, row, images, repeats.Near[row])));
        return new RepeatedImages(exact.Length, near.Length, [.. pairs.Take(Shown)]);
    }

    private static CopiedImages CopiesOf(IImageSource images, IImageSource reference, Neighbour[] copied)
    {
        int[] copies = [.. Enumerable.Range(0, copied.Length).Where(row => copied[row].Row >= 0)];
        return new CopiedImages(
            copies.Length,
            [.. copies.OrderBy(row => copied[row].SquaredDistance).Take(Shown).Select(row => Pair(images, row, reference, copied[row]))]);
    }

    private static Warning WarningOf(RepeatedImages repeated) => new(
        ErrorCodes.DuplicateSamples,
        $"{ScoreFormat.Count(repeated.Exact)} images equal an earlier one and {ScoreFormat.Count(repeated.Near)} have a near duplicate, "
        + $"such as {repeated.Closest[0].Name} and {repeated.Closest[0].OtherName}: the generator may have collapsed, "
        + "or samples were written twice, and the score is less sure than its error says");

    private static ImagePair Pair(IImageSource images, int row, IImageSource others, Neighbour other) => new(
        images.NameOf(row), images.PathOf(row), others.NameOf(other.Row), others.PathOf(other.Row), Math.Sqrt(other.SquaredDistance))
    {
        Index = row,
        OtherIndex = other.Row,
    };
}
