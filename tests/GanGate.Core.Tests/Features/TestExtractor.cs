using GanGate.Models;

namespace GanGate.Tests.Features;

/// <summary>Small networks of a user's own with the JSON beside them: the mean of each channel, and what is made of it.</summary>
public sealed record TestExtractor
{
    /// <summary>What the input is made of.</summary>
    internal OnnxType Type { get; init; } = OnnxType.Float;

    /// <summary>The shape of one image in the input.</summary>
    public long[] Shape { get; init; } = [3, 4, 4];

    /// <summary>What becomes of the features: rows in, rows out.</summary>
    internal Func<OnnxGraph, string, string>? End { get; init; }

    /// <summary>Writes both files; the JSON says planes of 4 x 4.</summary>
    public void Write(string path)
    {
        OnnxGraph graph = new("extractor");
        string images = graph.Input("images", Type, ["N", .. Shape.Select(length => (OnnxDimension)length)]);
        string values = graph.Node("Cast", [images], OnnxAttribute.Int("to", (long)OnnxType.Float));
        int channels = Shape.Contains(3) || Shape.Length == 1 ? 3 : 1;
        string planes = graph.Node("Reshape", [values, graph.Constant(0, channels, -1)]);
        string rows = graph.Node("ReduceMean", [planes], OnnxAttribute.Ints("axes", 2), OnnxAttribute.Int("keepdims", 0));
        graph.Output(graph.Node("Identity", [End?.Invoke(graph, rows) ?? rows], "means"), OnnxType.Float, "N", channels);
        File.WriteAllBytes(path, graph.Serialize());
        File.WriteAllText(Path.ChangeExtension(path, ".json"), """
            { "input": "images", "layout": "nchw", "size": 4, "resize": "clean", "mean": [0, 0, 0], "std": [1, 1, 1], "output": "means" }
            """);
    }
}
