using System.Text.Json.Serialization;
using GanGate.Features;
using GanGate.Generators;
using GanGate.Measuring;
using GanGate.Models;
using GanGate.Settings;

namespace GanGate.Gating;

/// <summary>One gate: what to measure, against what, and the rules.</summary>
public sealed record GateDefinition
{
    /// <summary>The name that reports and baselines use when none is given.</summary>
    internal const string DefaultName = "gate";

    /// <summary>The gate's name.</summary>
    public string Name { get; init => field = value ?? DefaultName; } = DefaultName;

    /// <summary>The generated images: a folder, glob, archive or list of them, an ONNX generator, or their statistics; or a text.</summary>
    public required string Generated { get; init; }

    /// <summary>The reference: a statistics file, or images.</summary>
    public required string Reference { get; init; }

    /// <summary>
    /// Further references: each has a score and a verdict of its own, named NAME/FILE, from the same pass over the generated images.
    /// </summary>
    public IReadOnlyList<string>? MoreReferences { get; init; }

    /// <summary>How many samples an ONNX generator makes.</summary>
    public int? Num { get; init; }

    /// <summary>See <see cref="GeneratorOptions.Inputs"/>.</summary>
    public string? Inputs { get; init; }

    /// <summary>See <see cref="GeneratorOptions.ImageOutput"/>.</summary>
    public string? ImageOutput { get; init; }

    /// <summary>See <see cref="GeneratorOptions.Range"/>: -1..1, 0..1 or 0..255.</summary>
    [JsonConverter(typeof(PixelRangeConverter))]
    public PixelRange? Range { get; init; }

    /// <summary>Take the first so many of the generated images.</summary>
    public int? Limit { get; init; }

    /// <summary>Take so many of the generated images at random.</summary>
    public int? Sample { get; init; }

    /// <summary>Take one class of the generated images.</summary>
    public string? Class { get; init; }

    /// <summary>Files that are left out of both sides, in patterns as of .gitignore; beside those that hold for all gates of the run.</summary>
    public IReadOnlyList<string>? Exclude { get; init; }

    /// <summary>See <see cref="MeasurementOptions.EveryPicture"/>.</summary>
    public bool EveryPicture { get; init; }

    /// <summary>See <see cref="MeasurementOptions.SampleBits"/>; 16 when null.</summary>
    public int? SampleBits { get; init; }

    /// <summary>What <see cref="Sample"/> and a generator draw by; 0 when null.</summary>
    public long? Seed { get; init; }

    /// <summary>See <see cref="MeasurementOptions.Protocol"/>.</summary>
    public string? Protocol { get; init; }

    /// <summary>See <see cref="MeasurementOptions.Feature"/>.</summary>
    public string? Feature { get; init; }

    /// <summary>See <see cref="MeasurementOptions.Weights"/>.</summary>
    public string? Weights { get; init; }

    /// <summary>The largest value that passes.</summary>
    public double? MaxFid { get; init; }

    /// <summary>The largest value that passes without a warning.</summary>
    public double? WarnFid { get; init; }

    /// <summary>The largest Kernel Inception Distance that passes.</summary>
    public double? MaxKid { get; init; }

    /// <summary>The largest Kernel Inception Distance that passes without a warning.</summary>
    public double? WarnKid { get; init; }

    /// <summary>The largest CMMD that passes, under its protocol.</summary>
    public double? MaxCmmd { get; init; }

    /// <summary>The largest CMMD that passes without a warning.</summary>
    public double? WarnCmmd { get; init; }

    /// <summary>The smallest Inception Score that passes.</summary>
    public double? MinInceptionScore { get; init; }

    /// <summary>The smallest Inception Score that passes without a warning.</summary>
    public double? WarnInceptionScore { get; init; }

    /// <summary>The smallest precision that passes, from 0 to 1.</summary>
    public double? MinPrecision { get; init; }

    /// <summary>The smallest precision that passes without a warning.</summary>
    public double? WarnPrecision { get; init; }

    /// <summary>The smallest recall that passes, from 0 to 1.</summary>
    public double? MinRecall { get; init; }

    /// <summary>The smallest recall that passes without a warning.</summary>
    public double? WarnRecall { get; init; }

    /// <summary>The smallest density that passes.</summary>
    public double? MinDensity { get; init; }

    /// <summary>The smallest density that passes without a warning.</summary>
    public double? WarnDensity { get; init; }

    /// <summary>The smallest coverage that passes, from 0 to 1.</summary>
    public double? MinCoverage { get; init; }

    /// <summary>The smallest coverage that passes without a warning.</summary>
    public double? WarnCoverage { get; init; }

    /// <summary>A baseline file with an entry of this gate's name.</summary>
    public string? Baseline { get; init; }

    /// <summary>How much worse than the baseline passes: 0.5, or 5%.</summary>
    public string? MaxRegression { get; init; }

    /// <summary>See <see cref="GatePolicy.Alpha"/>.</summary>
    public double? Alpha { get; init; }

    /// <summary>See <see cref="GatePolicy.Confident"/>.</summary>
    public bool Confident { get; init; }

    /// <summary>See <see cref="GatePolicy.ExpectCount"/>.</summary>
    public long? ExpectCount { get; init; }

    /// <summary>See <see cref="GatePolicy.MaxCopies"/>: 10, or 1%.</summary>
    public string? MaxCopies { get; init; }

    /// <summary>The last day, as 2027-03-01 and in UTC, until which a broken rule only warns; null for none.</summary>
    public string? Quarantine { get; init; }

    /// <summary>Whether to answer before all images are measured, once their verdict is all but sure (chance of another: alpha).</summary>
    public bool Early { get; init; }

    /// <summary>The largest n-gram divergence that passes, of a gate of texts.</summary>
    public double? MaxJsd { get; init; }

    /// <summary>The largest n-gram divergence that passes without a warning, of a gate of texts.</summary>
    public double? WarnJsd { get; init; }

    /// <summary>The length of the n-grams, 1 to 6, of a gate of texts; 4 when null.</summary>
    public int? N { get; init; }

    /// <summary>How many generated lines are taken: a number, or all; 640 when null.</summary>
    public string? Samples { get; init; }

    /// <summary>The characters of a line; 32 when null.</summary>
    public int? Length { get; init; }

    /// <summary>How its limits came about, in lines for whoever reads the configuration; it changes nothing.</summary>
    public IReadOnlyList<string>? Calibration { get; init; }

    /// <summary>Whether it compares texts and not images.</summary>
    [JsonIgnore]
    public bool IsText => MaxJsd is not null || WarnJsd is not null || N is not null || Samples is not null || Length is not null;

    /// <summary>Whether each class is judged by itself, against the same class of the reference.</summary>
    public bool PerClass { get; init; }

    /// <summary>All that it names and that may be a file.</summary>
    internal IEnumerable<string> Paths =>
        ((string?[])[Generated, Reference, .. MoreReferences ?? [], Baseline, Protocol, Weights]).OfType<string>();
}

/// <summary>A configuration file: several gates that run together.</summary>
/// <param name="Gates">In the order of the file; names are distinct.</param>
public sealed record GateConfiguration(IReadOnlyList<GateDefinition> Gates)
{
    /// <summary>Where an editor finds the schema of the file; nothing else reads it.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>Reads a configuration; relative paths in it are relative to the file's folder.</summary>
    /// <exception cref="GanGateException">GG2009: it is missing, misspelt, or holds no gate.</exception>
    public static GateConfiguration Read(string path)
    {
        GateConfiguration file = JsonFile.Read(
            path,
            GatingJson.Default.GateConfiguration,
            ErrorCodes.ConfigurationInvalid,
            "configuration",
            [.. Setting.In(SettingPlaces.Configuration).Select(setting => setting.Name), "gates"]);
        if (file.Gates.Count == 0)
        {
            throw new GanGateException(ErrorCodes.ConfigurationInvalid, $"the configuration '{path}' has no gates");
        }

        if (file.Gates.Any(gate => gate is null))
        {
            throw new GanGateException(ErrorCodes.ConfigurationInvalid, $"the configuration '{path}' has null where a gate should be");
        }

        if (file.Gates.Any(gate => gate.MoreReferences?.Any(reference => reference is null) is true))
        {
            throw new GanGateException(ErrorCodes.ConfigurationInvalid, $"the configuration '{path}' has null where a reference should be");
        }

        if (file.Gates.SelectMany(gate => gate.Paths).FirstOrDefault(name => name.Contains('\0', StringComparison.Ordinal)) is string broken)
        {
            throw new GanGateException(
                ErrorCodes.ConfigurationInvalid, $"the configuration '{path}' names a path with a null character: '{broken.Replace('\0', '?')}'");
        }

        if (file.Gates.Any(gate => gate.Exclude?.Any(pattern => pattern is null) is true))
        {
            throw new GanGateException(ErrorCodes.ConfigurationInvalid, $"the configuration '{path}' has null where a pattern of files should be");
        }

        if (file.Gates.GroupBy(gate => gate.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new GanGateException(
                ErrorCodes.ConfigurationInvalid, $"the configuration '{path}' has two gates named '{twice.Key}': give each a \"name\" of its own");
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return file with
        {
            Gates = [.. file.Gates.Select(gate => gate with
            {
                Generated = Path.Combine(folder, gate.Generated),
                Reference = Path.Combine(folder, gate.Reference),
                MoreReferences = gate.MoreReferences?.Select(reference => Path.Combine(folder, reference)).ToArray(),
                Baseline = gate.Baseline is null ? null : Path.Combine(folder, gate.Baseline),
                Protocol = Resolve(folder, gate.Protocol, Protocols.IsCustom),
                Weights = Resolve(folder, gate.Weights, ModelStore.IsFile),
            })],
        };
    }

    // A protocol is an id or the path of an extractor; weights are a name or the path of a checkpoint.
    private static string? Resolve(string folder, string? value, Func<string, bool> isFile) =>
        value is not null && isFile(value) ? Path.Combine(folder, value) : value;
}
