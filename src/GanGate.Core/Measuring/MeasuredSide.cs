using GanGate.Features;
using GanGate.Images;
using GanGate.Metrics;
using GanGate.Statistics;

namespace GanGate.Measuring;

/// <summary>One side of a comparison when it was measured: its moments, and its features where it came as images.</summary>
/// <param name="Statistics">The moments.</param>
/// <param name="Run">Where the time went.</param>
/// <param name="Images">The images; null for a statistics file without their features.</param>
/// <param name="Features">n x D features; null when they were not kept.</param>
internal sealed record MeasuredSide(
    FeatureStatistics Statistics, FeatureRun Run = default, IImageList? Images = null, ReadOnlyMemory<float>? Features = null)
{
    /// <summary>A side that was measured before.</summary>
    public static MeasuredSide Of(StatisticsInput input) =>
        new(input.Statistics, Images: input.List, Features: input.Statistics.Features?.Values);

    /// <summary>The features as rows.</summary>
    /// <param name="set">What messages call the set.</param>
    /// <param name="cancellation">Ends long work on them.</param>
    public FeatureRows? Rows(string set, CancellationToken cancellation) =>
        Features is ReadOnlyMemory<float> values ? new FeatureRows(values, Statistics.Dimension, set, cancellation) : null;

    /// <summary>The images of one class alone; their features are copied, the others' are not.</summary>
    public MeasuredSide OfClass(string name)
    {
        IImageSource images = Images as IImageSource ?? throw new InvalidOperationException("statistics have no classes");
        ReadOnlyMemory<float> features = Features ?? throw new InvalidOperationException("the features were not kept");
        int dimension = Statistics.Dimension;
        int[] rows = [.. Enumerable.Range(0, images.Count).Where(row => images.ClassOf(row) == name)];
        float[] values = new float[rows.Length * dimension];
        for (int row = 0; row < rows.Length; row++)
        {
            features.Span.Slice(rows[row] * dimension, dimension).CopyTo(values.AsSpan(row * dimension));
        }

        MomentAccumulator moments = new(dimension);
        moments.Add(values);
        return new MeasuredSide(moments.ToMoments().ToStatistics(Statistics.Meta), Run, new SelectedImages(images, rows), values);
    }
}
