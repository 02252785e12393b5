using GanGate.Features;
using GanGate.Images;
using GanGate.Metrics;

namespace GanGate.Measuring;

/// <summary>What the samples themselves say beyond their moments: the images to look at.</summary>
internal static class SampleFindings
{
    // A page can show ten pictures; the text shows half of them.
    private const int Shown = 10;

    // So many repeats are more than chance leaves among good samples.
    private const double WarnedShare = 0.01;

    /// <summary>A score with the images that raise it most, those that repeat others, and those that repeat images of the reference.</summary>
    /// <param name="score">The score.</param>
    /// <param name="compared">What it was made of; without the samples' features nothing is found.</param>
    /// <param name="pictures">Whether the score shall carry pictures of the samples, and where the two sets differ.</param>
    /// <param name="cancellation">Stops the analysis.</param>
    public static Score Of(Score score, Comparison compared, bool pictures, CancellationToken cancellation)
    {
        if (pictures) score = score with { Profile = compared.Profile };
        if (compared.Generated.Images is not IImageList images || compared.Influence is not double[] influence) return score;

        IImageList? others = compared.Reference.Images;
        double? radius = Protocols.RepeatRadiusOf(score.Protocol.Id);
        RepeatedRows repeats = compared.Repeats(radius: radius ?? RepeatedRows.UsualRadius)!;
        RepeatedImages repeated = RepeatsOf(images, repeats);
        CopiedImages? copies = repeats.Copied is null ? null : CopiesOf(images, others!, repeats.Copied);

        // Where the radius was not measured, equal features alone are sure.
        int sure = repeated.Exact + (radius is null ? 0 : repeated.Near);
        bool tooMany = sure > WarnedShare * images.Count;
        return score with
        {
            Worst = Worst(images, influence),
            Repeated = repeated,
            Copied = copies,
            Pictures = pictures
                ? SamplePictures.Of(influence, images, others, cancellation).With(repeated, images, copies, others, cancellation)
                : null,
            Warnings = tooMany ? [.. score.Warnings, WarningOf(repeated)] : score.Warnings,
        };
    }

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
