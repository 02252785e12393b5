using System.Globalization;
using System.Text.Json.Serialization;
using GanGate.Features;
using GanGate.Generators;
using GanGate.Images;
using GanGate.Metrics;
using GanGate.Statistics;

namespace GanGate.Measuring;

/// <summary>A measured distance between a set of generated images and a reference, with all that is needed to trust it.</summary>
public sealed record Score
{
    private static readonly IReadOnlyDictionary<string, Estimate> NoMetrics = new Dictionary<string, Estimate>();

    /// <summary>The protocol under which both sides were measured.</summary>
    public required Protocol Protocol { get; init; }

    /// <summary>The Fréchet distance (0 for equal Gaussians), or CMMD under its protocol, with its error and bias, where they are known.</summary>
    public required Estimate Estimate { get; init; }

    /// <summary>The distance alone.</summary>
    public double Value => Estimate.Value;

    /// <summary>The part of the value that comes from the means: |mu_g - mu_r|^2; 0 where the score is no Fréchet distance.</summary>
    public required double MeanTerm { get; init; }

    /// <summary>The part of the value that comes from the covariances; 0 likewise.</summary>
    public required double CovarianceTerm { get; init; }

    /// <summary>
    /// Tr S of the reference: what one picture over and over scores at least, and the scale on which a limit means something. Null where it
    /// is not known, as of texts.
    /// </summary>
    [JsonInclude]
    internal double? ReferenceVariance { get; init; }

    /// <summary>The generated images.</summary>
    public required MeasuredSet Generated { get; init; }

    /// <summary>The reference.</summary>
    public required MeasuredSet Reference { get; init; }

    /// <summary>
    /// SHA-256 of the reference's mean and covariance, as "sha256:..."; null for a reference measured from images, whose last bits
    /// another machine would not repeat.
    /// </summary>
    public required string? ReferenceHash { get; init; }

    /// <summary>What the network ran on: cpu, cuda:N, or webgpu:N with the adapter's name; null where both sides were measured before.</summary>
    public string? Device { get; init; }

    /// <summary>The class whose images were compared; null for all images.</summary>
    public string? Class { get; init; }

    /// <summary>That not all images were measured, or all of them after an early answer was not to be had; null where none was asked for.</summary>
    public EarlyAnswer? Early { get; init; }

    /// <summary>What the reference's own sampling adds, not included in the estimate; null where its count is not known.</summary>
    public ReferenceShare? ReferenceShare { get; init; }

    /// <summary>The value without its bias, an estimate of what endless samples would score; null where the bias is not known.</summary>
    public double? BiasCorrected => Value - Estimate.Bias;

    /// <summary>The images that raise the score most, the worst first; empty where the samples were not at hand.</summary>
    public IReadOnlyList<ImageInfluence> Worst { get; init; } = [];

    /// <summary>Images that repeat each other; null where the samples were not at hand.</summary>
    public RepeatedImages? Repeated { get; init; }

    /// <summary>Images that repeat images of the reference; null where the images of either were not at hand.</summary>
    public CopiedImages? Copied { get; init; }

    /// <summary>The other metrics that were asked for, by their ids, each with its error.</summary>
    [JsonInclude]
    internal IReadOnlyDictionary<string, Estimate> Metrics { get; init; } = NoMetrics;

    /// <summary>What is wrong with the samples that a person should look at.</summary>
    public IReadOnlyList<Warning> Warnings { get; init; } = [];

    /// <summary>Where the two sides differ; null unless <see cref="MeasurementOptions.Pictures"/> asked for it.</summary>
    [JsonInclude]
    internal DistanceProfile? Profile { get; init; }

    /// <summary>Pictures of the samples; null unless asked for likewise, or where the samples were not at hand.</summary>
    [JsonInclude]
    internal SamplePictures? Pictures { get; init; }

    /// <summary>Where the time went.</summary>
    public required StageSeconds Seconds { get; init; }

    /// <summary>When it was measured, in UTC.</summary>
    public DateTimeOffset Created { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>The name that papers write, with the count: FID-10k, FD (pyramid)-500.</summary>
    public string Label => Generated.Count is long count ? $"{Protocol.ScoreName}-{Abbreviate(count)}" : Protocol.ScoreName;

    /// <summary>The score of two sets that were compared, still without what it took and what is wrong with the samples.</summary>
    internal static Score Of(Comparison compared, Measurer measurer, MeasurementInput generated, MeasurementInput reference)
    {
        // A discrepancy has no such terms.
        FrechetDistance? distance = measurer.Protocol.Metric.IsFrechet ? compared.Distance : null;
        (FeatureStatistics g, FeatureStatistics r) = (compared.Generated.Statistics, compared.Reference.Statistics);
        return new Score
        {
            Protocol = measurer.Protocol,
            Estimate = compared.Estimate,
            ReferenceShare = distance is null ? null : compared.Error?.ReferenceShare,
            MeanTerm = distance?.MeanTerm ?? 0,
            CovarianceTerm = distance?.CovarianceTerm ?? 0,
            ReferenceVariance = distance is not null && double.IsFinite(r.TotalVariance) ? r.TotalVariance : null,
            Generated = MeasuredSet.Of(generated, g.Count),
            Reference = new MeasuredSet(reference.Source, r.Count) { LeftOut = reference.LeftOut },
            Device = measurer.DeviceName,
            Warnings = [.. FewSamples.In(measurer.Protocol, g.Count, r.Count), .. measurer.Warnings, .. OfDevices(g.Meta?.Device, r.Meta?.Device), .. Measurer.RemarksOn(generated, reference)],
            ReferenceHash = reference is ImagesInput ? null : r.Hash,
            Seconds = new StageSeconds(0, 0, 0, 0),
        };
    }

    /// <summary>This score with those of its other metrics that a gate asks for.</summary>
    internal Score WithOnly(IEnumerable<Metric> metrics) => Metrics.Count == 0
        ? this
        : this with { Metrics = metrics.Where(metric => Metrics.ContainsKey(metric.Id)).ToDictionary(metric => metric.Id, metric => Metrics[metric.Id]) };

    /// <summary>This score as all images are expected to give it, where only some were measured.</summary>
    internal Score OfAll() => this is { Early: { } early } && early.Used < early.Of
        ? this with
        {
            Estimate = Estimate.At(early.Of),
            Generated = Generated with { Count = early.Of },
        }
        : this;

    /// <summary>This score of the first images of a random order, with what it says of all.</summary>
    /// <param name="of">All images.</param>
    /// <param name="error">The chance that their verdict is another.</param>
    internal Score EarlyOf(int of, double error)
    {
        int used = (int)Generated.Count!.Value;
        return this with { Early = new EarlyAnswer(used, of, error, Estimate.At(of).Value) };
    }

    /// <summary>This score of all images, where an early answer was asked for but not to be had.</summary>
    internal Score WithoutEarlyAnswer()
    {
        int count = (int)Generated.Count!.Value;
        return this with { Early = new EarlyAnswer(count, count, 0, Value) };
    }

    private static IEnumerable<Warning> OfDevices(string? generated, string? reference)
    {
        if ((generated, reference) is (string one, string other) && Kind(one) != Kind(other))
        {
            yield return new Warning(
                ErrorCodes.DevicesDiffer,
                $"the generated images were measured on {one}, the reference on {other}: their features differ in the last digits, "
                + "so measure both on one kind of device before you compare closely");
        }

        static string Kind(string device) => device.Split(':')[0];
    }

    private static string Abbreviate(long count) => count >= 1000 && count % 1000 == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{count / 1000}k")
        : count.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One side of a measurement.</summary>
/// <param name="Source">What the user called it: a folder, a glob, a file.</param>
/// <param name="Count">How many images it stands for; null for a statistics file that does not say.</param>
public sealed record MeasuredSet(string Source, long? Count)
{
    /// <summary>Which of the source's images were measured; null for all.</summary>
    public ImageSelection? Selection { get; init; }

    /// <summary>What was left out of the source by patterns, in words; null where nothing was to be.</summary>
    public string? LeftOut { get; init; }

    /// <summary>How a generator made the samples; null where none did.</summary>
    public GeneratorRecord? Generator { get; init; }

    /// <summary>One side as it was opened.</summary>
    internal static MeasuredSet Of(MeasurementInput input, long? count) => new(input.Source, count)
    {
        Selection = (input as ImagesInput)?.Selection,
        LeftOut = input.LeftOut,
        Generator = (input as ImagesInput)?.Generator,
    };
}

/// <summary>Wall-clock seconds of the stages of a measurement.</summary>
/// <param name="Total">From the call to the score.</param>
/// <param name="Decode">Time in which the network waited for images.</param>
/// <param name="Network">Time in which the network ran.</param>
/// <param name="Distance">Moments' last merge, factorisations and eigenvalues.</param>
/// <param name="Error">Standard error, bias, and what is wrong with the samples.</param>
public sealed record StageSeconds(double Total, double Decode, double Network, double Distance, double Error = 0);
