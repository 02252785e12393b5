using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GanGate.Reporting;

/// <summary>The JSON of everything that is reported. Paths and signs stay readable; it is never put into HTML unescaped.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.General,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n",
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Report))]
[JsonSerializable(typeof(ReportSeries))]
[JsonSerializable(typeof(ReportShape))]
[JsonSerializable(typeof(HistoryEntry))]
[JsonSerializable(typeof(CurveReport))]
[JsonSerializable(typeof(StudyReport))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    /// <summary>Indented.</summary>
    internal static ReportJson Readable => field ??= Of(indented: true);

    /// <summary>On one line.</summary>
    internal static ReportJson Line => field ??= Of(indented: false);

    private static ReportJson Of(bool indented) => new(new JsonSerializerOptions(Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = indented,
    });
}
