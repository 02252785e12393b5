using GanGate.Features;
using GanGate.Images;
using GanGate.Metrics;
using GanGate.Statistics;

namespace GanGate.Measuring;

/// <summary>A set of images as a network sees them: their moments, and their features where those are at hand.</summary>
/// <param name="statistics">Makes the moments when they are first asked for.</param>
internal sealed class FeatureSet(Func<FeatureStatistics> statistics)
{
    private readonly Lazy<FeatureStatistics> _statistics = new(statistics);
    private CovarianceFactor? _factor;
    private Dictionary<string, int[]>? _classes;

    /// <summary>Mean and covariance of the features.</summary>
    public FeatureStatistics Statistics => _statistics.Value;

    /// <summary>The factor of the covariance, computed once however many sets are compared with this one.</summary>
    public CovarianceFactor Factor => _factor ??= CovarianceFactor.Of(Statistics);

    /// <summary>Mean and covariance of the spatial features; null where they were not measured.</summary>
    public FeatureStatistics? Spatial { get; init; }

    /// <summary>The images; null for a statistics file without their features.</summary>
    public IImageList? Images { get; init; }

    /// <summary>n, of a set whose features are at hand.</summary>
    public int Count => Features is ReadOnlyMemory<float> values
        ? values.Length / Statistics.Dimension
        : throw new InvalidOperationException("the features were not kept");

    /// <summary>n x D features; null where they were not kept. Valid as long as the pass that measured them.</summary>
    public ReadOnlyMemory<float>? Features { get; init; }

    /// <summary>n x K logits; null where they were not measured. Valid as long as the pass that measured them.</summary>
    public ReadOnlyMemory<float>? Logits { get; init; }

    /// <summary>How many images were measured, and where the time went; nothing for a set that was measured before.</summary>
    public FeatureRun Run { get; init; }

    /// <summary>A set that was measured before.</summary>
    /// <param name="input">Its statistics, maybe with its features.</param>
    /// <param name="parts">What is wanted; of spatial features the file must hold the statistics.</param>
    /// <exception cref="GanGateException">GG2006: it does not.</exception>
    public static FeatureSet Of(StatisticsInput input, FeatureParts parts) => new(() => input.Statistics)
    {
        Images = input.List,
        Features = input.Statistics.Features?.Values,
        Spatial = parts.HasFlag(FeatureParts.Spatial) ? StatisticsFile.ReadSpatial(input.Source) : null,
    };

    /// <summary>A set of which only the moments are known.</summary>
    public static FeatureSet Of(FeatureStatistics statistics) => new(() => statistics);

    /// <summary>The features as rows; null where they were not kept.</summary>
    /// <param name="set">What messages call the set.</param>
    /// <param name="cancellation">Ends long work on them.</param>
    public FeatureRows? Rows(string set, CancellationToken cancellation) =>
        Features is ReadOnlyMemory<float> values ? new FeatureRows(values, Statistics.Dimension, set, cancellation) : null;

    /// <summary>The images of one class alone. Only their own features are copied and added up, whatever the size of the whole.</summary>
    public FeatureSet OfClass(string name)
    {
        IImageSource images = Images as IImageSource ?? throw new InvalidOperationException("statistics have no classes");
        _classes ??= Enumerable.Range(0, images.Count)
            .GroupBy(row => images.ClassOf(row)!).ToDictionary(rows => rows.Key, rows => rows.ToArray());
        return OfRows(_classes[name]);
    }

    /// <summary>Some of the images, in an order of their own; one may be taken more than once.</summary>
    /// <param name="rows">Their places in this set. Their features must be at hand.</param>
    public FeatureSet OfRows(IReadOnlyList<int> rows)
    {
        ReadOnlyMemory<float> features = Features ?? throw new InvalidOperationException("the features were not kept");
        int dimension = Statistics.Dimension;
        IImageList? images = Images switch
        {
            IImageSource source => new SelectedImages(source, rows),
            null => null,
            _ => new NamedImages(Images.Description, [.. rows.Select(Images.NameOf)]),
        };
        float[]? logits = Logits is ReadOnlyMemory<float> all ? RowsOf(all, rows, all.Length / Count) : null;
        return OfFeatures(RowsOf(features, rows, dimension), images, logits);
    }

    /// <summary>The same images with other features.</summary>
    /// <param name="values">n x D.</param>
    public FeatureSet WithFeatures(ReadOnlyMemory<float> values) => OfFeatures(values, Images, logits: null);

    private FeatureSet OfFeatures(ReadOnlyMemory<float> values, IImageList? images, float[]? logits)
    {
        MomentAccumulator moments = new(Statistics.Dimension);
        moments.Add(values.Span);
        FeatureStatistics own = moments.ToMoments().ToStatistics(Statistics.Meta);
        return new FeatureSet(() => own) { Images = images, Features = values, Logits = logits, Run = Run };
    }

    private static float[] RowsOf(ReadOnlyMemory<float> all, IReadOnlyList<int> rows, int dimension)
    {
        float[] values = new float[rows.Count * dimension];
        for (int row = 0; row < rows.Count; row++)
        {
            all.Span.Slice(rows[row] * dimension, dimension).CopyTo(values.AsSpan(row * dimension));
        }

        return values;
    }
}
