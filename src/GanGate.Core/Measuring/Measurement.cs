using System.Runtime.InteropServices;
using System.Security.Cryptography;
using GanGate.Features;
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
        using MeasurementPass pass = new(inputs.OpenSamples(generated, options), opened, options, cancellation);
        return [.. opened.Select(reference => pass.ScoreAgainst(reference))];
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
        using MeasurementPass pass = new(g, [r], options, cancellation);
        classes.Require(pass.Protocol);
        return [.. classes.Names.Select(name => pass.ScoreAgainst(r, name))];
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
        using OpenedProtocol opened = OpenedProtocol.For(options, input);
        opened.Warn(options);
        FeatureBuffer? features = options.KeepFeatures ? FeatureBuffer.Of(images.Images.Count, opened.Protocol.Dimension) : null;
        using ImagesMeasurement measurement = new(images, opened.Extractor, options, features, cancellation);
        measurement.MeasureAll();
        OpenedProtocol.Warn(options, input);
        FeatureStatistics measured = measurement.Measured().Statistics;
        return measurement.Table is FeatureTable table ? measured.With(table) : measured;
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

    /// <summary>The options of one run of the network.</summary>
    /// <param name="options">How to measure.</param>
    /// <param name="source">What the user called the images.</param>
    /// <param name="done">Images of the source that were measured before.</param>
    /// <param name="total">All its images.</param>
    /// <param name="cancellation">Stops the run.</param>
    internal static FeatureOptions FeatureOptionsOf(
        MeasurementOptions options, string source, int done, int total, CancellationToken cancellation)
    {
        return new FeatureOptions
        {
            BatchSize = options.BatchSize ?? 0,
            Threads = options.Threads ?? 0,
            Cached = options.CacheFeatures,
            Progress = options.Progress is null ? null : new SourceProgress(options.Progress, source, done, total),
            Cancellation = cancellation,
        };
    }

    /// <summary>What statistics of some images say of themselves.</summary>
    internal static StatisticsMeta MetaOf(Extractor extractor, ImagesInput input)
    {
        Protocol protocol = extractor.Protocol;
        return new StatisticsMeta(
            protocol.Id,
            protocol.Fingerprint,
            protocol.Dimension,
            DateTimeOffset.UtcNow,
            ProductVersion.Current,
            extractor.Device,
            input.Origin);
    }

    /// <summary>The error that a source is measured already.</summary>
    internal static GanGateException HoldsStatistics(string source) => new(
        ErrorCodes.Usage, $"'{source}' holds statistics already: give images, or use 'gangate stats show' or 'merge'");

    private static void RequireDistinct(IReadOnlyList<string> files)
    {
        if (files.GroupBy(Path.GetFullPath, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new GanGateException(
                ErrorCodes.ShardsMismatch, $"'{twice.First()}' is given {twice.Count()} times: its images would count as often");
        }
    }

    /// <summary>What a baseline knows its reference by.</summary>
    internal static string HashOf(FeatureStatistics statistics)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(statistics.Mu.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(statistics.Sigma.AsSpan()));
        return "sha256:" + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private sealed class SourceProgress(IProgress<MeasurementProgress> progress, string source, int done, int total) : IProgress<int>
    {
        public void Report(int value) => progress.Report(new MeasurementProgress(source, done + value, total));
    }
}
