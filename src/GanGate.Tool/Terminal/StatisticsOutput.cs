using System.Globalization;
using System.Text.Json.Nodes;
using GanGate.Statistics;

namespace GanGate.Tool.Terminal;

/// <summary>Shows what a statistics file holds.</summary>
internal static class StatisticsOutput
{
    /// <summary>Shows statistics as text, or as JSON.</summary>
    /// <returns>0.</returns>
    public static int Show(Invocation invocation, string path, FeatureStatistics statistics)
    {
        invocation.Streams.Out.WriteLine(invocation.Json ? Json(path, statistics).ToJsonString() : Text(path, statistics));
        return 0;
    }

    /// <summary>Shows a shard as text, or as JSON.</summary>
    /// <returns>0.</returns>
    public static int Show(Invocation invocation, string path, StatisticsShard shard)
    {
        JsonObject json = new()
        {
            ["schema"] = "gangate-shard/1",
            ["file"] = path,
            ["shard"] = shard.Part.ToString(),
            ["count"] = shard.Count,
            ["images"] = shard.Images,
            ["key"] = shard.Key,
            ["protocol"] = shard.Meta.Protocol,
            ["fingerprint"] = shard.Meta.Fingerprint,
        };
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"{path}\n  shard        {shard.Part}: {shard.Count:N0} of {shard.Images:N0} images\n  protocol     {shard.Meta.Protocol}\n"
            + $"  next         gangate stats merge, with all {shard.Part.Count} shards");
        invocation.Streams.Out.WriteLine(invocation.Json ? json.ToJsonString() : text);
        return 0;
    }

    private static string Text(string path, FeatureStatistics statistics)
    {
        StatisticsMeta? meta = statistics.Meta;
        string count = statistics.Count?.ToString("N0", CultureInfo.InvariantCulture) ?? "not stated";
        List<string> lines =
        [
            path,
            $"  images       {count}",
            $"  features     {statistics.Dimension}",
            $"  protocol     {meta?.Protocol ?? "not stated: name it with --protocol"}",
        ];
        if (meta is not null)
        {
            lines.Add($"  fingerprint  {meta.Fingerprint}");
            string made = meta.Created.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            string device = meta.Device is null ? "" : $" on {meta.Device}";
            lines.Add($"  made         {made} UTC by GanGate {meta.ToolVersion}{device}");
        }

        if (meta?.Origin is not null)
        {
            lines.Add($"  origin       {meta.Origin}");
        }

        return string.Join('\n', lines);
    }

    private static JsonObject Json(string path, FeatureStatistics statistics)
    {
        JsonObject json = new()
        {
            ["schema"] = "gangate-statistics/1",
            ["file"] = path,
            ["count"] = statistics.Count,
            ["dimension"] = statistics.Dimension,
        };
        if (statistics.Meta is StatisticsMeta meta)
        {
            json["protocol"] = meta.Protocol;
            json["fingerprint"] = meta.Fingerprint;
            json["created"] = meta.Created;
            json["toolVersion"] = meta.ToolVersion;
            json["device"] = meta.Device;
            json["origin"] = meta.Origin;
        }

        return json;
    }
}
