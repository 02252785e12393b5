using System.Text.Json;
using System.Text.Json.Serialization;
using GanGate.Reporting;

namespace GanGate.Studies;

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.General,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n",
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(StudyReport))]
internal sealed partial class StudyJson : JsonSerializerContext
{
    /// <summary>For what people read: paths and signs stay as they are.</summary>
    internal static StudyJson Readable => field ??= new StudyJson(ReportJson.Legible(Default.Options, indented: true));
}
