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
internal sealed partial class ReportJson : JsonSerializerContext
{
    /// <summary>Indented.</summary>
    internal static ReportJson Readable => field ??= Of(indented: true);

    /// <summary>On one line.</summary>
    internal static ReportJson Line => field ??= Of(indented: false);

    /// <summary>Options as another report's context has them, with paths and signs readable.</summary>
    internal static JsonSerializerOptions Legible(JsonSerializerOptions options, bool indented) => new(options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = indented,
    };

    private static ReportJson Of(bool indented) => new(Legible(Default.Options, indented));
}
