using System.Text.Json;
using System.Text.Json.Serialization;
using GanGate.Reporting;

namespace GanGate.Curves;

/// <summary>What a training writes of itself (schema gangate-training/1), as far as it is needed here.</summary>
/// <param name="Schema">Always <see cref="CurrentSchema"/>.</param>
/// <param name="Metric">What the score is called.</param>
/// <param name="Points">The evaluations.</param>
internal sealed record TrainingCurve(string Schema, string Metric, IReadOnlyList<TrainingPoint> Points)
{
    public const string CurrentSchema = "gangate-training/1";
    public const string FileName = "curve.json";
}

/// <summary>One evaluation of a training.</summary>
internal sealed record TrainingPoint(
    long Step, double Seconds, double Score, int Samples, double? StandardError = null, double? Bias = null);

/// <summary>What was measured of a run's checkpoints, so that only new ones need to be.</summary>
/// <param name="Schema">Always <see cref="CurrentSchema"/>.</param>
/// <param name="Evaluations">With the keys of what they depend on.</param>
internal sealed record KeptCurve(string Schema, IReadOnlyList<KeptEvaluation> Evaluations)
{
    public const string CurrentSchema = "gangate-curve-kept/1";
    public const string FileName = "gangate-curve.json";
}

/// <summary>One evaluation and what it depends on.</summary>
internal sealed record KeptEvaluation(string Key, string Metric, Evaluation Evaluation);

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.General,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n",
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(TrainingCurve))]
[JsonSerializable(typeof(KeptCurve))]
[JsonSerializable(typeof(CurveReport))]
internal sealed partial class CurveJson : JsonSerializerContext
{
    /// <summary>For what people read: paths and signs stay as they are.</summary>
    internal static CurveJson Readable => field ??= new CurveJson(ReportJson.Legible(Default.Options, indented: true));
}
