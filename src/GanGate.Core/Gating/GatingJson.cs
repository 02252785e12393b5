using System.Text.Json;
using System.Text.Json.Serialization;

namespace GanGate.Gating;

/// <summary>The JSON that people keep beside their code. An unknown name is an error: it is most likely a misspelt one.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.General,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n",
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowTrailingCommas = true,
    ReadCommentHandling = JsonCommentHandling.Skip)]
[JsonSerializable(typeof(BaselineFile))]
[JsonSerializable(typeof(GateConfiguration))]
internal sealed partial class GatingJson : JsonSerializerContext;
