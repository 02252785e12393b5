using GanGate.Features;
using GanGate.Images;
using GanGate.Metrics;

namespace GanGate.Measuring;

/// <summary>What the samples themselves say beyond their moments.</summary>
internal static class SampleAnalysis
{
    // A page can show ten pictures; the text shows half of them.
    private const int Shown = 10;

    // So many repeats are more than chance leaves among good samples.
    private const double WarnedShare = 0.01;

    private const string CalibratedProtocol = "pyramid";

    /// <summary>A score with its error, its bias, and the images that raise it most.</summary>
    /// <param name="score">The score.</param>
    /// <param name="generated">The samples, where they are at hand.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="factor">The factor of the reference's covariance.</param>
    /// <param name="pictures">Whether the score shall carry pictures of the samples.</param>
    /// <param name="cancellation">Stops the analysis.</param>
    public static Score WithError(
        Score score,
        MeasuredSide generated,
        MeasuredSide reference,
        CovarianceFactor factor,
        bool pictures,
        CancellationToken cancellation)
    {
        if (generated.Images is not IImageList images || generated.Rows("generated", cancellation) is not FeatureRows rows) return score;

        DistanceError error = DistanceError.Of(rows, generated.Statistics, reference.Statistics, factor);
        cancellation.ThrowIfCancellationRequested();
        return score with
        {
            Uncertainty = new Uncertainty(error.StandardError, error.Bias, error.ReferenceShare),
            Worst = Worst(images, error.Influence),
            Pictures = pictures ? SamplePictures.Of(error.Influence, images, reference.Images, cancellation) : null,
        };
    }

    /// <summary>A score with the images that repeat others, or images of the reference.</summary>
    public static Score WithRepeats(Score score, MeasuredSide generated, MeasuredSide reference, CancellationToken cancellation)
    {
        if (generated.Images is not IImageList images || generated.Rows("generated", cancellation) is not FeatureRows rows) return score;

        int dimension = reference.Statistics.Dimension;
        double[] variances = [.. Enumerable.Range(0, dimension).Select(i => reference.Statistics.Sigma[(i * dimension) + i])];
        RepeatedRows repeats = RepeatedRows.Find(rows, reference.Rows("reference", cancellation), variances);
        RepeatedImages repeated = RepeatsOf(images, repeats);
        CopiedImages? copies = repeats.Copied is null ? null : CopiesOf(images, reference.Images!, repeats.Copied);
        return score with
        {
            Repeated = repeated,
            Copied = copies,
            Pictures = score.Pictures?.With(repeated, images, copies, reference.Images, cancellation),
            Warnings = SurelyRepeated(score.Protocol, repeated) > WarnedShare * rows.Count ? [.. score.Warnings, WarningOf(repeated)] : score.Warnings,
        };
    }

    // How near two features of different pictures may be was measured for the pyramid protocol alone; equal features are sure everywhere.
    private static int SurelyRepeated(Protocol protocol, RepeatedImages repeated) =>
        repeated.Exact + (protocol.Id == CalibratedProtocol ? repeated.Near : 0);

    private static ImageInfluence[] Worst(IImageList images, double[] influence) =>
        [.. Enumerable.Range(0, influence.Length)
            .Where(index => influence[index] > 0)
            .OrderByDescending(index => influence[index])
            .Take(Shown)
            .Select(index => new ImageInfluence(images.NameOf(index), images.PathOf(index), influence[index] / influence.Length))];

    private static RepeatedImages RepeatsOf(IImageList images, RepeatedRows repeats)
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

    private static CopiedImages CopiesOf(IImageList images, IImageList reference, Neighbour[] copied)
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

    private static ImagePair Pair(IImageList images, int row, IImageList others, Neighbour other) => new(
        images.NameOf(row), images.PathOf(row), others.NameOf(other.Row), others.PathOf(other.Row), Math.Sqrt(other.SquaredDistance))
    {
        Index = row,
        OtherIndex = other.Row,
    };
}
