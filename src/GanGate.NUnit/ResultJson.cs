using System.Text.Json;
using System.Text.Json.Serialization;
using GanGate.Measuring;

namespace GanGate.NUnit;

/// <summary>What is kept between runs, at full precision; what follows from it is computed anew.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.General,
    IgnoreReadOnlyProperties = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(Score))]
[JsonSerializable(typeof(MetricsResult))]
internal sealed partial class ResultJson : JsonSerializerContext;
