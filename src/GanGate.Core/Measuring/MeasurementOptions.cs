using System.Text.Json.Serialization;
using GanGate.Generators;
using GanGate.Images;
using GanGate.Settings;

namespace GanGate.Measuring;

/// <summary>How to measure: everything but the two sides.</summary>
public sealed record MeasurementOptions
{
    /// <summary>The protocol's id or a custom extractor's file; null takes the one of the statistics file.</summary>
    public string? Protocol { get; init; }

    /// <summary>Which of the network's features: 64, 192, 768 or 2048; null for the protocol's own choice.</summary>
    public string? Feature { get; init; }

    /// <summary>A name from the model store or a .pth file instead of the public weights.</summary>
    public string? Weights { get; init; }

    /// <summary>auto, cpu, cuda[:N] or webgpu[:N].</summary>
    public string Device { get; init; } = "auto";

    /// <summary>A provider library of ONNX Runtime, CUDA's or WebGPU's; null for what GANGATE_EP_LIBRARY names.</summary>
    public string? EpLibrary { get; init; }

    /// <summary>Images per pass of the network; null for the protocol's own choice.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Threads for decoding and the network; null for one per core. The distance always takes all.</summary>
    public int? Threads { get; init; }

    /// <summary>Whether folders are searched below their first level.</summary>
    public bool Recurse { get; init; } = true;

    /// <summary>Files that are left out of every folder, pattern, archive and list that is read; null for none.</summary>
    public ExcludedFiles? Exclude { get; init; }

    /// <summary>Whether pictures of kinds that cannot be read are an error (GG2052), and not passed over with a warning (GG2050).</summary>
    public bool EveryPicture { get; init; }

    /// <summary>
    /// How many bits of samples of 16 bits hold a value, 8 to 16: the upper 8 of them are kept. Scanners and X-ray machines often fill 12.
    /// </summary>
    /// <exception cref="GanGateException">GG2001: fewer or more.</exception>
    public int SampleBits
    {
        get;
        init => field = value is >= 8 and <= 16 ? value : throw new GanGateException(ErrorCodes.Usage, $"{Setting.SampleBits} must be 8 to 16, not {value}");
    } = 16;

    /// <summary>Which files of a source are its images.</summary>
    internal ImageFileRules FileRules => new(Recurse, Exclude, EveryPicture, SampleBits);

    /// <summary>Which images to take; null for all. Of the generated side of a comparison, of the source of statistics.</summary>
    public ImageSelection? Selection { get; init; }

    /// <summary>How an ONNX generator is sampled, where the samples come from one.</summary>
    public GeneratorOptions? Generator { get; init; }

    /// <summary>Where to write a grid of the first samples as PNG; null for nowhere.</summary>
    public string? Grid { get; init; }

    /// <summary>
    /// Whether features of images that were measured before are taken from this user's cache (GANGATE_HOME), and new ones kept in it.
    /// </summary>
    public bool CacheFeatures { get; init; }

    /// <summary>Whether statistics keep the features of the single images too.</summary>
    public bool KeepFeatures { get; init; }

    /// <summary>Whether the score shall carry what a page shows: spectra, shifts, and pictures of the samples.</summary>
    internal bool Pictures { get; init; }

    /// <summary>
    /// A folder in which statistics of reference images are kept, under names that follow from the images and the protocol, so that another
    /// run need not measure them; null for none. Gates that need more than the reference's statistics do without it.
    /// </summary>
    public string? ReferenceCache { get; init; }

    /// <summary>
    /// Receives warnings of measurements whose results have no place for them: statistics, shards, metrics and curves. A score has its own
    /// (<see cref="Score.Warnings"/>).
    /// </summary>
    [JsonIgnore]
    public IProgress<Warning>? Warnings { get; init; }

    /// <summary>Receives the progress of the long stages.</summary>
    [JsonIgnore]
    public IProgress<MeasurementProgress>? Progress { get; init; }
}

/// <summary>How far a stage has come.</summary>
/// <param name="Source">The source being measured.</param>
/// <param name="Done">Images measured.</param>
/// <param name="Total">Images in the source.</param>
public readonly record struct MeasurementProgress(string Source, int Done, int Total);
