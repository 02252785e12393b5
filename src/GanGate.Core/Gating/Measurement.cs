using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using GanGate.Features;
using GanGate.Images;
using GanGate.Metrics;
using GanGate.Statistics;

namespace GanGate.Gating;

/// <summary>From two sources to a score: images, features, moments, distance.</summary>
public static class Measurement
{
    /// <summary>Measures the Fréchet distance between generated images and a reference.</summary>
    /// <param name="generated">A folder or glob of images, or a statistics file.</param>
    /// <param name="reference">A statistics file, or a folder or glob of images.</param>
    /// <param name="options">How to measure.</param>
    /// <param name="cancellation">Stops the measurement.</param>
    /// <exception cref="GanGateException">Anything that keeps the two from being compared.</exception>
    public static Score Compare(
        string generated, string reference, MeasurementOptions options, CancellationToken cancellation = default) =>
        Compare(generated, reference, options, admit: null, cancellation);

    /// <summary>The same; <paramref name="admit"/> may refuse the inputs before the long part begins.</summary>
    internal static Score Compare(
        string generated,
        string reference,
        MeasurementOptions options,
        Action<Protocol, MeasurementInput, MeasurementInput>? admit,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        Stopwatch total = Stopwatch.StartNew();
        using MeasurementInput referenceInput = MeasurementInput.Open(reference, options.Recurse);
        using MeasurementInput generatedInput = MeasurementInput.Open(generated, options.Recurse);

        using OpenedProtocol opened = OpenedProtocol.For(options, generatedInput, referenceInput);
        admit?.Invoke(opened.Protocol, generatedInput, referenceInput);
        using MeasuredSide r = Measure(referenceInput, opened, options, keep: generatedInput is ImagesInput, cancellation);
        using MeasuredSide g = Measure(generatedInput, opened, options, keep: true, cancellation);

        Stopwatch distanceTime = Stopwatch.StartNew();
        CovarianceFactor factor = CovarianceFactor.Of(r.Statistics);
        FrechetDistance distance = FrechetDistance.Between(g.Statistics, r.Statistics, factor);
        distanceTime.Stop();
        cancellation.ThrowIfCancellationRequested();
        Score score = new()
        {
            Protocol = opened.Protocol,
            Value = distance.Value,
            MeanTerm = distance.MeanTerm,
            CovarianceTerm = distance.CovarianceTerm,
            Generated = new MeasuredSet(generated, g.Statistics.Count),
            Reference = new MeasuredSet(reference, r.Statistics.Count),
            ReferenceHash = referenceInput is StatisticsInput ? HashOf(r.Statistics) : null,
            Profile = options.Pictures ? DistanceProfile.Of(g.Statistics, r.Statistics) : null,
            Seconds = new StageSeconds(0, 0, 0, 0),
        };
        Stopwatch errorTime = Stopwatch.StartNew();
        score = generatedInput is ImagesInput { Images: IImageSource images }
            ? SampleAnalysis.Of(score, images, g, (referenceInput as ImagesInput)?.Images, r, factor, options.Pictures, cancellation)
            : score;
        cancellation.ThrowIfCancellationRequested();
        return score with
        {
            Seconds = new StageSeconds(
                total.Elapsed.TotalSeconds,
                r.Run.DecodeSeconds + g.Run.DecodeSeconds,
                r.Run.NetworkSeconds + g.Run.NetworkSeconds,
                distanceTime.Elapsed.TotalSeconds,
                errorTime.Elapsed.TotalSeconds),
        };
    }

    /// <summary>Measures the statistics of images, to be kept as a reference.</summary>
    /// <param name="source">A folder or glob of images.</param>
    /// <param name="options">How to measure; the protocol must be named.</param>
    /// <param name="cancellation">Stops the measurement.</param>
    /// <exception cref="GanGateException">Anything that keeps the images from being measured.</exception>
    public static FeatureStatistics Statistics(string source, MeasurementOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        using MeasurementInput input = MeasurementInput.Open(source, options.Recurse);
        if (input is StatisticsInput)
        {
            throw new GanGateException(ErrorCodes.Usage, $"'{source}' holds statistics already: give images, or use 'gangate stats show' or 'merge'");
        }

        using OpenedProtocol opened = OpenedProtocol.For(options, input);
        using MeasuredSide measured = Measure(input, opened, options, keep: false, cancellation);
        return measured.Statistics;
    }

    /// <summary>The statistics of all images of disjoint sets.</summary>
    /// <param name="files">Statistics files made under one protocol; each must say its count.</param>
    /// <exception cref="GanGateException">GG2006: a count is missing; GG3001 or GG2013: the files do not belong together.</exception>
    public static FeatureStatistics Merge(IReadOnlyList<string> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        Moments? total = null;
        StatisticsMeta? first = null;
        foreach (string file in files)
        {
            FeatureStatistics part = StatisticsFile.Read(file);
            if (part.Count is null)
            {
                throw new GanGateException(
                    ErrorCodes.StatisticsInvalid, $"'{file}' does not state the count of its images, so it cannot be merged: measure the images again");
            }

            if (total is not null && part.Meta?.Fingerprint != first?.Fingerprint)
            {
                throw new GanGateException(
                    ErrorCodes.ProtocolMismatch,
                    $"'{file}' was made under {part.Meta?.Fingerprint ?? "no stated protocol"}, '{files[0]}' under {first?.Fingerprint ?? "none"}: "
                    + "only statistics of one protocol can be merged");
            }

            first ??= part.Meta;
            Moments moments = Moments.FromStatistics(part);
            total = total is null ? moments : Moments.Merge(total, moments);
        }

        return total!.ToStatistics(first is null ? null : first with { Created = DateTimeOffset.UtcNow, ToolVersion = ProductVersion.Current });
    }

    // keep: whether the features themselves are wanted, not only their moments.
    private static MeasuredSide Measure(
        MeasurementInput input, OpenedProtocol opened, MeasurementOptions options, bool keep, CancellationToken cancellation)
    {
        if (input is StatisticsInput { Statistics: FeatureStatistics known })
        {
            return new MeasuredSide(known, default, Buffer: null);
        }

        ImagesInput images = (ImagesInput)input;
        FeatureBuffer? buffer = keep ? FeatureBuffer.For(images.Images.Count, opened.Protocol.Dimension) : null;
        try
        {
            return Measure(images, opened.Extractor, options, buffer, cancellation);
        }
        catch
        {
            buffer?.Dispose();
            throw;
        }
    }

    private static MeasuredSide Measure(
        ImagesInput input, Extractor extractor, MeasurementOptions options, FeatureBuffer? buffer, CancellationToken cancellation)
    {
        Protocol protocol = extractor.Protocol;
        MomentAccumulator moments = new(protocol.Dimension);
        FeatureRun run = FeatureExtraction.Run(input.Images, extractor, Take, FeatureOptionsOf(options, input, cancellation));
        StatisticsMeta meta = new(protocol.Id, protocol.Fingerprint, protocol.Dimension, DateTimeOffset.UtcNow, ProductVersion.Current, Device.Cpu);
        return new MeasuredSide(moments.ToMoments().ToStatistics(meta), run, buffer);

        void Take(ReadOnlySpan<float> rows)
        {
            RequireFinite(rows, protocol.Dimension, (int)moments.Count, input);
            moments.Add(rows);
            buffer?.Add(rows);
        }
    }

    // The moments would refuse them too, but do not know the images' names.
    private static void RequireFinite(ReadOnlySpan<float> rows, int dimension, int first, ImagesInput input)
    {
        if (TensorPrimitives.IsFiniteAll(rows)) return;
        int bad = 0;
        while (float.IsFinite(rows[bad])) bad++;
        throw new GanGateException(
            ErrorCodes.NotFinite,
            $"the extractor gives {rows[bad].ToString(CultureInfo.InvariantCulture)} for the image '{input.Images.NameOf(first + (bad / dimension))}' "
            + $"of '{input.Source}': every feature must be finite");
    }

    internal static FeatureOptions FeatureOptionsOf(MeasurementOptions options, ImagesInput input, CancellationToken cancellation) => new()
    {
        BatchSize = options.BatchSize ?? 0,
        Threads = options.Threads ?? 0,
        Progress = options.Progress is null ? null : new SourceProgress(options.Progress, input.Source, input.Images.Count),
        Cancellation = cancellation,
    };

    /// <summary>What a baseline knows its reference by.</summary>
    internal static string HashOf(FeatureStatistics statistics)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(statistics.Mu.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(statistics.Sigma.AsSpan()));
        return "sha256:" + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private sealed class SourceProgress(IProgress<MeasurementProgress> progress, string source, int total) : IProgress<int>
    {
        public void Report(int value) => progress.Report(new MeasurementProgress(source, value, total));
    }
}
