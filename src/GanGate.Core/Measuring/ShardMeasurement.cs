using GanGate.Images;
using GanGate.Statistics;

namespace GanGate.Measuring;

/// <summary>Statistics of a source in parts, each measured by a process of its own.</summary>
internal static class ShardMeasurement
{
    /// <summary>Measures one part of a source.</summary>
    /// <param name="source">Images, or a generator; the same for every part.</param>
    /// <param name="part">Which part.</param>
    /// <param name="options">How to measure; the protocol must be named.</param>
    /// <param name="cancellation">Stops the measurement.</param>
    /// <exception cref="GanGateException">Anything that keeps the images from being measured.</exception>
    public static StatisticsShard Measure(string source, Shard part, MeasurementOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(options);
        using MeasurementInput input = MeasurementInput.OpenSamples(source, options);
        if (input is not ImagesInput whole) throw Measurement.HoldsStatistics(source);
        (int first, int end) = part.RangeOf(whole.Images.Count);
        using Measurer measurer = Measurer.Open(options, cancellation, input);
        measurer.Warn();
        ImagesInput images = whole with { Images = new SelectedImages(whole.Images, [.. Enumerable.Range(first, end - first)]) };

        using FeaturePass pass = Measurement.PassOf(images, measurer, options, first / MomentAccumulator.BlockRows);
        pass.MeasureUpTo();
        measurer.WarnOf(input);
        return new StatisticsShard(part, whole.Images.Count, Shard.KeyOf(whole.Images, whole.Origin), pass.Meta)
        {
            Nodes = pass.Nodes,
            Features = pass.Table,
        };
    }

    /// <summary>The statistics of the whole source.</summary>
    /// <param name="files">All its shards, in any order.</param>
    /// <exception cref="GanGateException">GG3001 or GG2045: they do not make a whole; and what can be wrong with a file.</exception>
    public static FeatureStatistics Merge(IReadOnlyList<string> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return files.FirstOrDefault(file => !ShardFile.IsShard(file)) is string other
            ? throw new GanGateException(
                ErrorCodes.ShardsMismatch, $"'{other}' is no shard, but other files are: merge the shards of one source alone")
            : StatisticsShard.Merge([.. files.Select(ShardFile.Read)], files);
    }
}
