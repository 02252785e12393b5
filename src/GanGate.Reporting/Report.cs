using System.Text.Json.Serialization;
using GanGate.Gating;
using GanGate.Generators;
using GanGate.Images;
using GanGate.Measuring;
using GanGate.Metrics;
using GanGate.Settings;

namespace GanGate.Reporting;

/// <summary>The report of one measurement or gate, in the layout of its JSON (schema gangate/1); every other rendering starts here.</summary>
public sealed record Report
{
    /// <summary>The layout that this version writes and reads.</summary>
    public const string CurrentSchema = "gangate/1";

    /// <summary>Always <see cref="CurrentSchema"/>.</summary>
    public required string Schema { get; init; }

    /// <summary>The gate's name; null for a measurement without a gate.</summary>
    public string? Name { get; init; }

    /// <summary>The class whose images were compared; null for all images.</summary>
    public string? Class { get; init; }

    /// <summary>That the verdict was given before all images were measured, and how sure it is; null where it was not asked for.</summary>
    public EarlyAnswer? Early { get; init; }

    /// <summary>fid under the Inception protocols, else fd; jsd of texts.</summary>
    public required string Metric { get; init; }

    /// <summary>The gate's name; for a measurement without a gate what was measured.</summary>
    [JsonIgnore]
    internal string Title => Name ?? (Class is null ? Generated.Source : $"{Generated.Source}/{Class}");

    /// <summary>Whether features of images were compared, and not texts.</summary>
    [JsonIgnore]
    internal bool OfFeatures => Protocol.Metric.OfFeatures;

    /// <summary>Whether the score has a part of the means and one of the covariances.</summary>
    internal bool HasTerms => Protocol.Metric.IsFrechet;

    /// <summary>What was counted, in words.</summary>
    [JsonIgnore]
    internal string Unit => Protocol.Metric.Samples;

    /// <summary>The score with what is known of it.</summary>
    [JsonIgnore]
    internal Estimate Estimate => new(Value, StandardError, Bias, Generated.Count)
    {
        FirstOrder = FirstOrder,
        SecondOrder = SecondOrder,
        ThirdCumulant = ThirdCumulant,
    };

    /// <summary>The score's name as papers write it: FID-10k, FD (pyramid)-500.</summary>
    public required string Label { get; init; }

    /// <summary>The Fréchet distance.</summary>
    public required double Value { get; init; }

    /// <summary>What came of the gate; none for a measurement without a gate.</summary>
    public required GateOutcome Verdict { get; init; }

    /// <summary>Whether the gate passed with a warning: above a warning limit, or in quarantine. The verdict is passed all the same.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Warned { get; init; }

    /// <summary>What came of the gate as every rendering shows it: none, passed, warned or failed.</summary>
    [JsonIgnore]
    internal string Look => Warned ? "warned" : Verdict.Word();

    /// <summary>The score's standard error; null where the samples were not at hand but only their statistics.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? StandardError { get; init; }

    /// <summary>The part of the error's square that falls as 1 / n, below 0 by noise; null where it is not known.</summary>
    [JsonInclude]
    internal double? FirstOrder { get; init; }

    /// <summary>The part of the error's square that falls as 1 / n^2; null where it is not known.</summary>
    [JsonInclude]
    internal double? SecondOrder { get; init; }

    /// <summary>The third cumulant of what is of second order; null where it is not known.</summary>
    [JsonInclude]
    internal double? ThirdCumulant { get; init; }

    /// <summary>By how much so many samples raise the score on average; null as above.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? Bias { get; init; }

    /// <summary>The value without its bias; null as above.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? BiasCorrected { get; init; }

    /// <summary>Whether half of the value or more is bias.</summary>
    public bool AtNoiseFloor { get; init; }

    /// <summary>What the reference's own sampling adds, not included in the above; null where its count is not known.</summary>
    public ReferenceShare? ReferenceShare { get; init; }

    /// <summary>The images that raise the score most, the worst first; at most ten.</summary>
    public IReadOnlyList<ImageInfluence> Worst { get; init => field = value ?? []; } = [];

    /// <summary>Images that repeat each other; null where the samples were not at hand.</summary>
    public RepeatedImages? Repeated { get; init; }

    /// <summary>Images that repeat images of the reference; null where the images of either were not at hand.</summary>
    public CopiedImages? Copied { get; init; }

    /// <summary>The share of the value that comes from the means.</summary>
    public required double MeanTerm { get; init; }

    /// <summary>The share of the value that comes from the covariances.</summary>
    public required double CovarianceTerm { get; init; }

    /// <summary>Tr S, the variances of the reference's features together: what one picture over and over scores; null where it is not known.</summary>
    public double? ReferenceVariance { get; init; }

    /// <summary>The other metrics that were asked for, by their ids, each with its error; null where none was.</summary>
    public IReadOnlyDictionary<string, Estimate>? Metrics { get; init; }

    /// <summary>The outcome of every rule.</summary>
    public required IReadOnlyList<ReportCheck> Checks { get; init; }

    /// <summary>What a person should know that the gate does not fail for.</summary>
    public IReadOnlyList<ReportWarning> Warnings { get; init => field = value ?? []; } = [];

    /// <summary>The protocol of both sides.</summary>
    public required ProtocolIdentity Protocol { get; init; }

    /// <summary>What the network ran on: cpu, cuda:N, or webgpu:N with the adapter's name; null where both sides were measured before.</summary>
    public string? Device { get; init; }

    /// <summary>The generated images.</summary>
    public required ReportSet Generated { get; init; }

    /// <summary>The reference.</summary>
    public required ReportSet Reference { get; init; }

    /// <summary>Where the time went.</summary>
    public required StageSeconds Seconds { get; init; }

    /// <summary>When it was measured, in UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>The GanGate that measured it.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>The command that measured it, as a shell takes it; null when no command did.</summary>
    public string? Command { get; init; }

    /// <summary>What only pages show.</summary>
    [JsonIgnore]
    internal ReportFigures Figures { get; init; } = ReportFigures.None;

    /// <summary>The report of a gate.</summary>
    public static Report Of(GateResult result) => Of(result, Words.OfLibrary);

    /// <summary>The report of a measurement without a gate.</summary>
    public static Report Of(Score score) => Of(score, Words.OfLibrary);

    /// <summary>The report of a gate, with its warnings in the words of a face.</summary>
    internal static Report Of(GateResult result, Words words)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Of(result.Score, result.Verdict, words) with { Name = result.Name };
    }

    /// <summary>The report of a measurement without a gate, with its warnings in the words of a face.</summary>
    internal static Report Of(Score score, Words words) => Of(score, Gating.Verdict.None, words);

    /// <summary>The report as an entry of a baseline file.</summary>
    /// <exception cref="GanGateException">
    /// GG2008: the reference was measured from images, so that it has no identity to hold on to. GG2021: not all images were measured.
    /// </exception>
    /// <param name="commit">The commit at which it is accepted, where known.</param>
    public BaselineEntry ToBaselineEntry(string? commit = null) => Early is null || Early.Used == Early.Of
        ? new(
            Protocol,
            new BaselineReference(Reference.Hash ?? throw BaselineEntry.NoReferenceIdentity(Reference.Source), Reference.Count),
            [new BaselineRun(Value, Generated.Count, Created, ToolVersion, Bias, StandardError, commit)
            {
                FirstOrder = FirstOrder,
                SecondOrder = SecondOrder,
                ThirdCumulant = ThirdCumulant,
                Metrics = Metrics,
            }])
        : throw new GanGateException(
            ErrorCodes.EarlyResult,
            $"the result of gate '{Name}' is an early one, of {ScoreFormat.Count(Early.Used)} of {ScoreFormat.Count(Early.Of)} images, "
            + $"and reading stops more easily after a lucky draw: run the gate without {Setting.Early} and accept that report");

    private static Report Of(Score score, Verdict verdict, Words words)
    {
        ArgumentNullException.ThrowIfNull(score);
        return new Report
        {
            Schema = CurrentSchema,
            Class = score.Class,
            Early = score.Early,
            Metric = score.Protocol.Metric.Id,
            Label = score.Label,
            Value = score.Value,
            Verdict = GateOutcomes.Of(verdict),
            Warned = verdict.Warned,
            StandardError = score.Estimate.StandardError,
            FirstOrder = score.Estimate.FirstOrder,
            SecondOrder = score.Estimate.SecondOrder,
            ThirdCumulant = score.Estimate.ThirdCumulant,
            Bias = score.Estimate.Bias,
            BiasCorrected = score.BiasCorrected,
            AtNoiseFloor = score.Estimate.AtNoiseFloor,
            ReferenceShare = score.ReferenceShare,
            Worst = score.Worst,
            Repeated = score.Repeated,
            Copied = score.Copied,
            MeanTerm = score.MeanTerm,
            CovarianceTerm = score.CovarianceTerm,
            ReferenceVariance = score.ReferenceVariance,
            Metrics = score.Metrics.Count == 0 ? null : score.Metrics,
            Checks = [.. verdict.Checks.Select(ReportCheck.Of)],
            Warnings = [.. score.Warnings.Concat(verdict.Warnings).Select(warning => new ReportWarning(warning.Error.Id, warning.Sentence.In(words)))],
            Protocol = ProtocolIdentity.Of(score.Protocol),
            Device = score.Device,
            Generated = new ReportSet(score.Generated.Source, score.Generated.Count)
            {
                Selection = score.Generated.Selection,
                LeftOut = score.Generated.LeftOut,
                Generator = score.Generated.Generator,
            },
            Reference = new ReportSet(score.Reference.Source, score.Reference.Count, score.ReferenceHash)
            {
                LeftOut = score.Reference.LeftOut,
            },
            Figures = new ReportFigures(score.Profile, score.Pictures, History: []),
            Seconds = score.Seconds,
            Created = score.Created,
            ToolVersion = ProductVersion.Current,
        };
    }
}

/// <summary>The outcome of one rule.</summary>
/// <param name="Code">The code of a failure: GG1001.</param>
/// <param name="Passed">Whether the rule is kept.</param>
/// <param name="Message">One line with the score, the limit and the margin.</param>
/// <param name="Regression">The numbers behind a comparison with a baseline.</param>
/// <param name="Limit">The largest score that passes, or the smallest where higher is better; null for other rules.</param>
public sealed record ReportCheck(string Code, bool Passed, string Message, Regression? Regression = null, double? Limit = null)
{
    /// <summary>The code of the warning with which the rule passes, GG1008 or GG1009; null where it is kept or broken.</summary>
    public string? Warned { get; init; }

    /// <summary>
    /// The share of the reference's variance, from 0 to 1, that samples may have lost and pass, were nothing else wrong; null where it is not
    /// known.
    /// </summary>
    public double? LostVariety { get; init; }

    /// <summary>The metric that was judged beside the distance, by its id; null for other rules.</summary>
    public string? Metric { get; init; }

    /// <summary>kept, or the code of the failure or the warning.</summary>
    internal string Word => Passed ? Warned ?? "kept" : Code;

    /// <summary>passed, warned or failed.</summary>
    internal string Look => !Passed ? "failed" : Warned is null ? "passed" : "warned";

    /// <summary>The outcome of a rule.</summary>
    internal static ReportCheck Of(Check check) => new(check.Error.Id, check.Passed, check.Message, check.Regression, check.Limit)
    {
        Warned = check.Warned?.Id,
        LostVariety = check.LostVariety,
        Metric = check.Metric?.Id,
    };
}

/// <summary>A warning.</summary>
/// <param name="Code">GG1003.</param>
/// <param name="Message">One line with the cause and what to do.</param>
public sealed record ReportWarning(string Code, string Message);

/// <summary>One side of a measurement.</summary>
/// <param name="Source">What the user called it.</param>
/// <param name="Count">Its images, where known.</param>
/// <param name="Hash">SHA-256 of its mean and covariance; of the reference only.</param>
public sealed record ReportSet(string Source, long? Count, string? Hash = null)
{
    /// <summary>Which of the source's images were measured; null for all.</summary>
    public ImageSelection? Selection { get; init; }

    /// <summary>What was left out of the source by patterns, in words; null where nothing was to be.</summary>
    public string? LeftOut { get; init; }

    /// <summary>How a generator made the samples; null where none did.</summary>
    public GeneratorRecord? Generator { get; init; }
}
