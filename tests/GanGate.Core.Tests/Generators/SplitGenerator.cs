using System.Runtime.InteropServices;
using GanGate.Models;

namespace GanGate.Tests.Generators;

/// <summary>A small generator whose one weight lies in a file of its own.</summary>
internal static class SplitGenerator
{
    private const int Latent = 4, Values = 3 * 8 * 8;

    /// <summary>Writes the model, and the file that it names where that lies below its folder.</summary>
    public static void Write(string path, string location)
    {
        OnnxGraph graph = new("split");
        string z = graph.Input("z", OnnxType.Float, "N", Latent);
        string value = graph.Node("Tanh", [graph.Node("MatMul", [z, "weights"])]);
        graph.Output(graph.Node("Reshape", [value, graph.Constant(-1, 3, 8, 8)], "images"), OnnxType.Float, "N", 3, 8, 8);
        File.WriteAllBytes(path, [.. graph.Serialize(), .. ExternalWeights.Bytes(location, "weights", Latent, Values)]);
        string weights = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, location));
        if (!weights.StartsWith(Path.GetDirectoryName(path)!, StringComparison.Ordinal)) return;

        Directory.CreateDirectory(Path.GetDirectoryName(weights)!);
        WriteWeights(weights, seed: 1);
    }

    /// <summary>Writes weights, over those that are there.</summary>
    public static void WriteWeights(string path, int seed)
    {
        Random random = new(seed);
        float[] weights = [.. Enumerable.Range(0, Latent * Values).Select(_ => (2 * random.NextSingle()) - 1)];
        File.WriteAllBytes(path, MemoryMarshal.AsBytes<float>(weights).ToArray());

        // Whatever the resolution of the file system's clock is.
        File.SetLastWriteTimeUtc(path, new DateTime(2020, 1, seed, 0, 0, 0, DateTimeKind.Utc));
    }
}
