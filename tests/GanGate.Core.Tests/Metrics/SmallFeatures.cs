using System.Text.Json.Nodes;
using GanGate.Archives;

namespace GanGate.Tests.Metrics;

/// <summary>The golden features of 300 + 300 photos, A as the generated set and B as the reference, with the peers' values.</summary>
internal static class SmallFeatures
{
    public static float[] Read(string name)
    {
        using NpzReader reader = NpzReader.Open(Repository.Shared("reference", "features_small.npz"));
        return reader.Read<float>(name);
    }

    public static double Golden(params string[] path)
    {
        JsonNode node = JsonNode.Parse(File.ReadAllText(Repository.Shared("reference", "golden_distances.json")))!["small"]!;
        foreach (string name in path) node = node[name]!;

        return node.GetValue<double>();
    }
}
