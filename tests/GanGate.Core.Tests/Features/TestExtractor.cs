using System.Text.Json.Nodes;
using GanGate.Models;

namespace GanGate.Tests.Features;

/// <summary>Small networks of a user's own with the JSON beside them: the mean of each channel, and what is made of it.</summary>
public sealed record TestExtractor
{
    /// <summary>What the input is made of.</summary>
    internal OnnxType Type { get; init; } = OnnxType.Float;

    /// <summary>What the output is made of.</summary>
    internal OnnxType OutputType { get; init; } = OnnxType.Float;

    /// <summary>How many images it takes.</summary>
    internal OnnxDimension Batch { get; init; } = "N";

    /// <summary>The shape of one image in the input.</summary>
    public long[] Shape { get; init; } = [3, 4, 4];

    /// <summary>What becomes of the features: rows in, rows out.</summary>
    internal Func<OnnxGraph, string, string>? End { get; init; }

    /// <summary>What the output is instead of the means: images of float32 in.</summary>
    internal Func<OnnxGraph, string, string>? Body { get; init; }

    /// <summary>What the JSON says otherwise.</summary>
    public Action<JsonObject>? Json { get; init; }

    /// <summary>Writes both files; the JSON says planes of 4 x 4.</summary>
    public void Write(string path)
    {
        OnnxGraph graph = new("extractor");
        string images = graph.Input("images", Type, [Batch, .. Shape.Select(length => (OnnxDimension)length)]);
        string values = graph.Node("Cast", [images], OnnxAttribute.Int("to", (long)OnnxType.Float));
        string output = Body?.Invoke(graph, values) ?? Means(graph, values);
        graph.Node("Cast", [output], "means", OnnxAttribute.Int("to", (long)OutputType));
        graph.Output("means", OutputType);
        File.WriteAllBytes(path, graph.Serialize());
        JsonObject json = new()
        {
            ["input"] = "images",
            ["layout"] = "nchw",
            ["size"] = 4,
            ["resize"] = "clean",
            ["mean"] = new JsonArray(0, 0, 0),
            ["std"] = new JsonArray(1, 1, 1),
            ["output"] = "means",
        };
        Json?.Invoke(json);
        File.WriteAllText(Path.ChangeExtension(path, ".json"), json.ToJsonString());
    }

    private string Means(OnnxGraph graph, string values)
    {
        int channels = Shape.Contains(3) || Shape.Length == 1 ? 3 : 1;
        string planes = graph.Node("Reshape", [values, graph.Constant(0, channels, -1)]);
        string rows = graph.Node("ReduceMean", [planes], OnnxAttribute.Ints("axes", 2), OnnxAttribute.Int("keepdims", 0));
        return End?.Invoke(graph, rows) ?? rows;
    }
}
