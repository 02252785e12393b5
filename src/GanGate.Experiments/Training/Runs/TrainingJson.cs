using System.Text.Json;
using System.Text.Json.Serialization;

namespace GanGate.Training.Runs;

/// <summary>The JSON of a run's folder.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.General,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n",
    UseStringEnumConverter = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Curve))]
[JsonSerializable(typeof(GanResult))]
[JsonSerializable(typeof(ComparisonResult))]
[JsonSerializable(typeof(CheckpointMeta))]
internal sealed partial class TrainingJson : JsonSerializerContext;
