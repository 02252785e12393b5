using GanGate.Features;
using GanGate.Statistics;

namespace GanGate.Measuring;

/// <summary>What one pass of the network over a set of images left, as far as the metrics asked for need it.</summary>
internal sealed class MeasuredFeatures : IDisposable
{
    private readonly RowLayout _layout;
    private readonly MomentAccumulator? _moments;
    private readonly MomentAccumulator? _spatial;
    private readonly FeatureBuffer? _features;
    private readonly FeatureBuffer? _logits;

    private MeasuredFeatures(int count, RowLayout layout, MetricSelection metrics)
    {
        (Count, _layout) = (count, layout);
        _moments = metrics.NeedsDistance ? new MomentAccumulator(layout.Features) : null;
        _spatial = metrics.SpatialDistance ? new MomentAccumulator(layout.Spatial) : null;
        _features = metrics.NeedsFeatures ? FeatureBuffer.Of(count, layout.Features) : null;
        _logits = metrics.InceptionScore ? FeatureBuffer.Of(count, layout.Logits) : null;
    }

    /// <summary>How many images.</summary>
    public int Count { get; }

    /// <summary>K, the logits of an image.</summary>
    public int LogitCount => _layout.Logits;

    /// <summary>Mean and covariance of the features.</summary>
    public FeatureStatistics Statistics => _moments!.ToMoments().ToStatistics();

    /// <summary>Mean and covariance of the spatial features.</summary>
    public FeatureStatistics SpatialStatistics => _spatial!.ToMoments().ToStatistics();

    /// <summary>n x D features.</summary>
    public ReadOnlyMemory<float> Features => _features!.Values;

    /// <summary>n x K logits.</summary>
    public ReadOnlyMemory<float> Logits => _logits!.Values;

    /// <summary>Measures a set of images.</summary>
    public static MeasuredFeatures Of(
        ImagesInput input, Extractor extractor, MetricSelection metrics, MeasurementOptions options, CancellationToken cancellation)
    {
        MeasuredFeatures measured = new(input.Images.Count, extractor.Layout, metrics);
        FeatureOptions run = Measurement.FeatureOptionsOf(options, input.Source, done: 0, input.Images.Count, cancellation);
        FeatureExtraction.Run(input.Images, extractor, measured.Add, run);
        return measured;
    }

    /// <summary>What features that were measured before give.</summary>
    public static MeasuredFeatures Of(FeatureTable features, MetricSelection metrics)
    {
        MeasuredFeatures measured = new(features.Count, new RowLayout(features.Dimension), metrics);
        measured.Add(features.Values.Span);
        return measured;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _features?.Dispose();
        _logits?.Dispose();
    }

    private void Add(ReadOnlySpan<float> rows)
    {
        for (; !rows.IsEmpty; rows = rows[_layout.Length..])
        {
            ReadOnlySpan<float> features = rows[.._layout.Features];
            _moments?.Add(features);
            _features?.Add(features);
            _logits?.Add(rows.Slice(_layout.Features, _layout.Logits));
            _spatial?.Add(rows.Slice(_layout.Features + _layout.Logits, _layout.Spatial));
        }
    }
}
