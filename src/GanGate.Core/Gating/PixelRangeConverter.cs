using System.Text.Json;
using System.Text.Json.Serialization;
using GanGate.Generators;

namespace GanGate.Gating;

/// <summary>Ranges by the words of <c>--range</c>, and by nothing else.</summary>
internal sealed class PixelRangeConverter : JsonConverter<PixelRange>
{
    /// <inheritdoc/>
    public override PixelRange Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? word = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        foreach (PixelRange range in Enum.GetValues<PixelRange>())
        {
            if (word == GeneratedImages.RangeText(range)) return range;
        }

        throw new JsonException("a range is \"-1..1\", \"0..1\" or \"0..255\"");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, PixelRange value, JsonSerializerOptions options) =>
        writer.WriteStringValue(GeneratedImages.RangeText(value));
}
