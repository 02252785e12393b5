using System.Text.Json;
using System.Text.Json.Nodes;

namespace GanGate.Statistics;

/// <summary>The <c>meta</c> entry of a statistics file as JSON, with the version of its layout.</summary>
internal static class StatisticsMetaJson
{
    private const string Name = "gangate-statistics/";
    private const string Schema = Name + "1";

    /// <summary>The JSON of a description.</summary>
    public static string Write(StatisticsMeta meta)
    {
        JsonObject json = new()
        {
            ["schema"] = Schema,
            ["protocol"] = meta.Protocol,
            ["fingerprint"] = meta.Fingerprint,
            ["dimension"] = meta.Dimension,
            ["created"] = meta.Created.ToUniversalTime(),
            ["toolVersion"] = meta.ToolVersion,
        };
        if (meta.Device is not null)
        {
            json["device"] = meta.Device;
        }

        if (meta.Origin is not null)
        {
            json["origin"] = meta.Origin;
        }

        return json.ToJsonString();
    }

    /// <summary>Whether a text is a description that some version of GanGate wrote, and not what another program calls meta.</summary>
    public static bool IsOurs(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("schema", out JsonElement schema)
                && schema.ValueKind == JsonValueKind.String
                && schema.GetString()!.StartsWith(Name, StringComparison.Ordinal);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Reads a description; members that this version does not know are passed over.</summary>
    /// <param name="path">The file, for the message.</param>
    /// <param name="json">The entry's text.</param>
    /// <exception cref="GanGateException">It is broken, incomplete, or of another version (GG2006).</exception>
    public static StatisticsMeta Read(string path, string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            string schema = Member(path, root, "schema").GetString() ?? "";
            if (schema != Schema)
            {
                throw StatisticsCheck.Invalid(path, $"has meta of the version '{schema}'; this GanGate reads '{Schema}' only");
            }

            return new StatisticsMeta(
                Text(path, root, "protocol"),
                Text(path, root, "fingerprint"),
                Member(path, root, "dimension").GetInt32(),
                Member(path, root, "created").GetDateTimeOffset(),
                Text(path, root, "toolVersion"),
                root.TryGetProperty("device", out JsonElement device) ? device.GetString() : null,
                root.TryGetProperty("origin", out JsonElement origin) ? origin.GetString() : null);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw StatisticsCheck.Invalid(path, $"has meta that is not the JSON of a statistics file: {exception.Message}", exception);
        }
    }

    private static string Text(string path, JsonElement root, string name)
        => Member(path, root, name).GetString() is { Length: > 0 } text
            ? text
            : throw StatisticsCheck.Invalid(path, $"has meta with an empty '{name}'");

    private static JsonElement Member(string path, JsonElement root, string name)
        => root.TryGetProperty(name, out JsonElement member)
            ? member
            : throw StatisticsCheck.Invalid(path, $"has meta without '{name}'");
}
