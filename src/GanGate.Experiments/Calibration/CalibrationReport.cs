using System.Text.Json;
using System.Text.Json.Serialization;
using GanGate.Gating;
using GanGate.Measuring;
using GanGate.Reporting;
using GanGate.Settings;

namespace GanGate.Calibration;

/// <summary>A calibration in the layout of its JSON.</summary>
/// <param name="Schema">Always <see cref="CurrentSchema"/>.</param>
/// <param name="Metric">What the distance is called: FID, FD (pyramid).</param>
/// <param name="Protocol">Of all sides.</param>
/// <param name="Samples">The good samples, a set for each run.</param>
/// <param name="Reference">What they were measured against.</param>
/// <param name="Alpha">The chance that good samples fail a limit.</param>
/// <param name="Power">The chance with which a fault is found from the levels on that are told.</param>
/// <param name="Allowance">What limits allow beyond chance.</param>
/// <param name="Floor">What a perfect generator would score; null where the reference's count is not known.</param>
/// <param name="Limits">That of the distance first.</param>
/// <param name="LostVariety">The share of the reference's variance that samples may lose under the limit of the distance, were nothing else wrong.</param>
/// <param name="Faults">What the limits find.</param>
/// <param name="Needed">How many samples show a rise of the wanted size; null where no number does.</param>
/// <param name="Warnings">What a person should know of the calibration.</param>
/// <param name="Created">When it was measured, in UTC.</param>
/// <param name="ToolVersion">The GanGate that measured it.</param>
public sealed record CalibrationReport(
    string Schema,
    string Metric,
    ProtocolIdentity Protocol,
    IReadOnlyList<ReportSet> Samples,
    ReportSet Reference,
    double Alpha,
    double Power,
    string Allowance,
    NoiseFloor? Floor,
    IReadOnlyList<CalibratedMetric> Limits,
    double? LostVariety,
    IReadOnlyList<CalibratedFault> Faults,
    NeededCount? Needed,
    IReadOnlyList<ReportWarning> Warnings,
    DateTimeOffset Created,
    string ToolVersion)
{
    /// <summary>The layout that this version writes.</summary>
    public const string CurrentSchema = "gangate-calibration/1";

    /// <summary>The limit of the Fréchet distance.</summary>
    [JsonIgnore]
    internal CalibratedMetric Distance => Limits[0];

    /// <summary>The report of a calibration.</summary>
    /// <param name="result">The calibration.</param>
    /// <param name="words">The words of whoever reads it.</param>
    internal static CalibrationReport Of(CalibrationResult result, Words words)
    {
        ArgumentNullException.ThrowIfNull(result);
        Score first = result.Scores[0];
        return new CalibrationReport(
            CurrentSchema,
            result.Protocol.ScoreName,
            ProtocolIdentity.Of(result.Protocol),
            [.. result.Scores.Select(score => new ReportSet(score.Generated.Source, score.Generated.Count)
            {
                Selection = score.Generated.Selection,
                LeftOut = score.Generated.LeftOut,
                Generator = score.Generated.Generator,
            })],
            new ReportSet(first.Reference.Source, first.Reference.Count) { LeftOut = first.Reference.LeftOut, Hash = first.ReferenceHash },
            result.Rules.Alpha,
            result.Rules.Power,
            result.Rules.Allowance.ToString(),
            result.Floor,
            result.Metrics,
            GanGate.Metrics.LostVariety.Of(result.Distance.Limit, first.ReferenceVariance)?.Share,
            result.Faults,
            result.Needed,
            [.. result.Warnings.Select(warning => new ReportWarning(warning.Error.Id, warning.Sentence.In(words)))],
            first.Created,
            ProductVersion.Current);
    }

    /// <summary>One JSON object at full precision.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, CalibrationJson.Readable.CalibrationReport);
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.General,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n",
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CalibrationReport))]
internal sealed partial class CalibrationJson : JsonSerializerContext
{
    /// <summary>For what people read: paths and signs stay as they are.</summary>
    internal static CalibrationJson Readable => field ??= new CalibrationJson(ReportJson.Legible(Default.Options, indented: true));
}
