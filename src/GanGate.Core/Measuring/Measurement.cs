using GanGate.Features;
using GanGate.Settings;
using GanGate.Statistics;

namespace GanGate.Measuring;

/// <summary>From two sources to a score: images, features, moments, distance.</summary>
public static class Measurement
{
    /// <summary>Measures the Fréchet distance between generated images and a reference.</summary>
    /// <param name="generated">A folder, glob, archive or list of images, an ONNX generator, or a statistics file.</param>
    /// <param name="reference">A statistics file, or a folder, glob, archive or list of images.</param>
    /// <param name="options">How to measure.</param>
    /// <param name="cancellation">Stops the measurement.</param>
    /// <exception cref="GanGateException">Anything that keeps the two from being compared.</exception>
    public static Score Compare(
        string generated, string reference, MeasurementOptions options, CancellationToken cancellation = default) =>
        Compare(generated, [reference], options, cancellation)[0];

    /// <summary>Measures the distances between generated images and several references, in one pass over the generated images.</summary>
    /// <returns>A score for each reference, in their order.</returns>
    /// <exception cref="GanGateException">Anything that keeps them from being compared.</exception>
    public static IReadOnlyList<Score> Compare(
        string generated, IReadOnlyList<string> references, MeasurementOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(references);
        ArgumentNullException.ThrowIfNull(options);
        using MeasurementInputs inputs = MeasurementInputs.Of(options.FileRules);
        MeasurementInput[] opened = [.. references.Select(inputs.Open)];
        MeasurementInput samples = inputs.OpenSamples(generated, options);
        using Measurer measurer = Measurer.Open(options, cancellation, [samples, .. opened]);
        using MeasuredSamples measured = measurer.Samples(samples);
        return [.. opened.Select(reference => measured.ScoreAgainst(reference))];
    }

    /// <summary>Measures the distance of each class of images from the same class of a reference, in one pass over each side.</summary>
    /// <param name="generated">Images that state their classes: a folder with a folder for each class, or an archive with labels.</param>
    /// <param name="reference">Images of the same classes, or a folder with a statistics file (CLASS.npz) for each class.</param>
    /// <param name="options">How to measure.</param>
    /// <param name="cancellation">Stops the measurement.</param>
    /// <returns>A score for each class, in natural order of their names.</returns>
    /// <exception cref="GanGateException">GG2020: the sides do not hold the same classes. And all that can be wrong with sources.</exception>
    public static IReadOnlyList<Score> ComparePerClass(
        string generated, string reference, MeasurementOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        using MeasurementInputs inputs = MeasurementInputs.Of(options.FileRules);
        MeasurementInput r = inputs.OpenPerClass(reference), g = inputs.OpenSamples(generated, options);
        ImageClasses classes = ImageClasses.Of(g, r);
        using Measurer measurer = Measurer.Open(options, cancellation, g, r.Stated);
        classes.Require(measurer.Protocol);
        using MeasuredSamples measured = measurer.Samples(g);
        return [.. classes.Names.Select(name => measured.ScoreAgainst(r, name))];
    }

    /// <summary>Measures the statistics of images, to be kept as a reference.</summary>
    /// <param name="source">A folder, glob, archive or list of images, or an ONNX generator.</param>
    /// <param name="options">How to measure; the protocol must be named.</param>
    /// <param name="cancellation">Stops the measurement.</param>
    /// <exception cref="GanGateException">Anything that keeps the images from being measured.</exception>
    public static FeatureStatistics Statistics(string source, MeasurementOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        using MeasurementInput input = MeasurementInput.OpenSamples(source, options);
        if (input is not ImagesInput images) throw HoldsStatistics(source);
        using Measurer measurer = Measurer.Open(options, cancellation, input);
        measurer.Warn();
        using FeaturePass pass = PassOf(images, measurer, options);
        FeatureStatistics measured = pass.MeasureUpTo().Statistics;
        measurer.WarnOf(input);
        return pass.Table is FeatureTable table ? measured.With(table) : measured;
    }

    /// <summary>A pass over images whose statistics are kept, with their features where the options ask for them.</summary>
    /// <exception cref="GanGateException">GG2001: their features are too many.</exception>
    internal static FeaturePass PassOf(ImagesInput images, Measurer measurer, MeasurementOptions options, long firstBlock = 0)
    {
        if (options.KeepFeatures) FeatureBuffer.RequireRoom(images.Images.Count, measurer.Protocol.Dimension);
        return measurer.Pass(images, options.KeepFeatures ? FeatureParts.Rows : FeatureParts.Moments, firstBlock);
    }

    /// <summary>The statistics of all images of disjoint sets.</summary>
    /// <param name="files">Statistics files made under one protocol; each must say its count.</param>
    /// <exception cref="GanGateException">GG2006: a count is missing; GG3001 or GG2013: the files do not belong together.</exception>
    public static FeatureStatistics Merge(IReadOnlyList<string> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (files.Any(ShardFile.IsShard)) return ShardMeasurement.Merge(files);
        RequireDistinct(files);
        Moments? total = null;
        List<StatisticsMeta?> metas = [];
        foreach (string file in files)
        {
            FeatureStatistics part = StatisticsFile.Read(file);
            if (part.Count is null)
            {
                throw new GanGateException(
                    ErrorCodes.StatisticsInvalid, $"'{file}' does not state the count of its images, so it cannot be merged: measure the images again");
            }

            metas.Add(part.Meta);
            if (part.Meta?.Fingerprint != metas[0]?.Fingerprint)
            {
                throw new GanGateException(
                    ErrorCodes.ProtocolMismatch,
                    $"'{file}' was made under {part.Meta?.Fingerprint ?? "no stated protocol"}, '{files[0]}' under {metas[0]?.Fingerprint ?? "none"}: "
                    + "only statistics of one protocol can be merged");
            }

            Moments moments = Moments.FromStatistics(part);
            total = total is null ? moments : Moments.Merge(total, moments);
        }

        return total!.ToStatistics(metas[0] is null ? null : StatisticsMeta.OfParts([.. metas.OfType<StatisticsMeta>()]));
    }

    /// <summary>The error that a source is measured already.</summary>
    internal static GanGateException HoldsStatistics(string source) => new(
        ErrorCodes.Usage, $"'{source}' holds statistics already: give images, or use {Advice.ShowStatistics} or {Advice.MergeStatistics}");

    private static void RequireDistinct(IReadOnlyList<string> files)
    {
        if (files.GroupBy(Path.GetFullPath, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new GanGateException(
                ErrorCodes.ShardsMismatch, $"'{twice.First()}' is given {twice.Count()} times: its images would count as often");
        }
    }
}
