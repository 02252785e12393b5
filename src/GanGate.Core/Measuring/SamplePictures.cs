using GanGate.Images;

namespace GanGate.Measuring;

/// <summary>Pictures of the samples that say most about a score, at most ten of a kind.</summary>
internal sealed record SamplePictures
{
    private const int Shown = 10;

    /// <summary>The samples that raise the score most, the worst first.</summary>
    public IReadOnlyList<SamplePicture> Worst { get; init; } = [];

    /// <summary>Samples whose influence lies in the middle of all.</summary>
    public IReadOnlyList<SamplePicture> Typical { get; init; } = [];

    /// <summary>The samples that lower the score most: what the reference has and the generator makes too rarely.</summary>
    public IReadOnlyList<SamplePicture> Best { get; init; } = [];

    /// <summary>Some reference images, evenly spread; empty for a statistics file.</summary>
    public IReadOnlyList<SamplePicture> Reference { get; init; } = [];

    /// <summary>Samples beside others that they repeat.</summary>
    public IReadOnlyList<PicturePair> Repeated { get; init; } = [];

    /// <summary>Samples beside the reference images that they repeat.</summary>
    public IReadOnlyList<PicturePair> Copied { get; init; } = [];

    /// <summary>Chooses and decodes the pictures. An image that can no longer be read has no thumbnail.</summary>
    /// <param name="influence">For each sample its influence, in the source's order.</param>
    /// <param name="images">Where the samples came from.</param>
    /// <param name="referenceImages">Where the reference came from; null for a statistics file.</param>
    /// <param name="cancellation">Stops the work.</param>
    internal static SamplePictures Of(
        double[] influence, IImageList images, IImageList? referenceImages, CancellationToken cancellation)
    {
        int[] order = [.. Enumerable.Range(0, influence.Length).OrderByDescending(index => influence[index])];
        int ends = Math.Min(Shown, order.Length / 3), middle = Math.Min(Shown, order.Length - (2 * ends));
        int start = (order.Length - middle) / 2;
        return new SamplePictures
        {
            Worst = Take(order[..ends]),
            Typical = Take(order[start..(start + middle)]),
            Best = Take([.. order[^ends..].Reverse()]),
            Reference = referenceImages is null ? [] : Decode(referenceImages, Spread(referenceImages.Count), _ => null, cancellation),
        };

        SamplePicture[] Take(int[] indices) => Decode(images, indices, index => influence[index] / influence.Length, cancellation);
    }

    /// <summary>These pictures with those of images that repeat others.</summary>
    /// <param name="repeated">Samples that repeat each other.</param>
    /// <param name="images">Where the samples came from.</param>
    /// <param name="copied">Samples that repeat the reference; null where its images are not at hand.</param>
    /// <param name="referenceImages">Where the reference came from; null for a statistics file.</param>
    /// <param name="cancellation">Stops the work.</param>
    internal SamplePictures With(
        RepeatedImages repeated, IImageList images, CopiedImages? copied, IImageList? referenceImages, CancellationToken cancellation) =>
        this with
        {
            Repeated = Pairs(repeated.Closest, images, images, cancellation),
            Copied = referenceImages is null || copied is null ? [] : Pairs(copied.Closest, images, referenceImages, cancellation),
        };

    private static int[] Spread(int count)
    {
        int shown = Math.Min(Shown, count);
        return [.. Enumerable.Range(0, shown).Select(i => (int)((long)i * count / shown))];
    }

    private static PicturePair[] Pairs(
        IReadOnlyList<ImagePair> pairs, IImageList images, IImageList others, CancellationToken cancellation)
    {
        SamplePicture[] left = Decode(images, [.. pairs.Select(pair => pair.Index)], _ => null, cancellation);
        SamplePicture[] right = Decode(others, [.. pairs.Select(pair => pair.OtherIndex)], _ => null, cancellation);
        return [.. pairs.Select((pair, i) => new PicturePair(left[i], right[i], pair.Distance))];
    }

    private static SamplePicture[] Decode(IImageList source, int[] indices, Func<int, double?> raises, CancellationToken cancellation)
    {
        SamplePicture[] pictures = new SamplePicture[indices.Length];
        Parallel.For(0, indices.Length, new ParallelOptions { CancellationToken = cancellation }, i =>
            pictures[i] = new SamplePicture(source.NameOf(indices[i]), raises(indices[i]), ThumbnailOf(source, indices[i]))
            {
                HasPixels = source is IImageSource,
            });
        return pictures;
    }

    private static Thumbnail? ThumbnailOf(IImageList source, int index)
    {
        try
        {
            // Of features that were kept there are names alone.
            return source is IImageSource images ? Thumbnail.Of(images.Decode(index)) : null;
        }
        catch (Exception failure) when (failure is ImageDecodingException or GanGateException)
        {
            // It could be read while it was measured; a page without it is better than none.
            return null;
        }
    }
}

/// <summary>A picture of one image.</summary>
/// <param name="Name">The image's name within its source.</param>
/// <param name="Raises">By how much the score would fall, about, without the image; null where that is not what it is shown for.</param>
/// <param name="Thumbnail">What it looks like; null when it could no longer be read.</param>
internal sealed record SamplePicture(string Name, double? Raises, Thumbnail? Thumbnail)
{
    /// <summary>Whether the image itself was given; false where only its features were.</summary>
    public bool HasPixels { get; init; } = true;
}

/// <summary>Two images that show the same.</summary>
/// <param name="Image">The generated one.</param>
/// <param name="Other">The other one, generated or of the reference.</param>
/// <param name="Distance">Their distance in feature space.</param>
internal sealed record PicturePair(SamplePicture Image, SamplePicture Other, double Distance);
