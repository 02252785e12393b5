using GanGate.Models;

namespace GanGate.Tests;

/// <summary>Small ONNX generators for tests, written in code: random weights, tanh, and images of 3 x 8 x 8.</summary>
internal sealed record TestGenerator
{
    public const int Side = 8;
    private const int Values = 3 * Side * Side;

    /// <summary>Latent numbers.</summary>
    public int Latent { get; init; } = 6;

    /// <summary>What the model's inputs and outputs are made of.</summary>
    public OnnxType Type { get; init; } = OnnxType.Float;

    /// <summary>What its latent input is made of, where that is something else.</summary>
    public OnnxType? InputType { get; init; }

    /// <summary>A batch that the model insists on; null for any.</summary>
    public int? Batch { get; init; }

    /// <summary>Whether the latent size is left open.</summary>
    public bool OpenLatent { get; init; }

    /// <summary>Whether the latent input is N x z x 1 x 1.</summary>
    public bool Maps { get; init; }

    /// <summary>Whether the output is N x H x W x C.</summary>
    public bool ChannelsLast { get; init; }

    /// <summary>Classes; 0 for a model without labels.</summary>
    public int Classes { get; init; }

    /// <summary>Whether labels are one-hot rows.</summary>
    public bool OneHot { get; init; }

    /// <summary>What labels are made of; null for int64 numbers, and rows of the model's type.</summary>
    public OnnxType? LabelType { get; init; }

    /// <summary>The name of the input of labels.</summary>
    public string LabelName { get; init; } = "label";

    /// <summary>Adds further inputs: takes the sum so far (N x 192) and the batch, gives another sum.</summary>
    public Func<OnnxGraph, string, OnnxDimension, string>? More { get; init; }

    /// <summary>Whether there is another output before the images: preview, N x 3 x 4 x 4.</summary>
    public bool Preview { get; init; }

    /// <summary>What becomes of tanh's value in the end: y = gain tanh(...) + offset.</summary>
    public (float Gain, float Offset) Output { get; init; } = (1, 0);

    /// <summary>Another end: value in, value out.</summary>
    public Func<OnnxGraph, string, string>? End { get; init; }

    /// <summary>The shape of one sample in the output, where it is not that of an image.</summary>
    public long[]? Shape { get; init; }

    public string Write(string path)
    {
        OnnxGraph graph = new("generator");
        OnnxDimension batch = Batch is int fixedBatch ? fixedBatch : "N";
        OnnxDimension size = OpenLatent ? "z" : Latent;
        string z = graph.Input("z", InputType ?? Type, Maps ? [batch, size, 1, 1] : [batch, size]);
        string sum = graph.Node("MatMul", [Rows(graph, ToFloat(graph, z)), Weights(graph, "weights", Latent)]);
        if (Classes > 0) sum = graph.Node("Add", [sum, LabelPart(graph, batch)]);
        if (More is not null) sum = More(graph, sum, batch);
        string value = graph.Node("Tanh", [sum]);
        value = graph.Node("Add", [graph.Node("Mul", [value, graph.Scalar(Output.Gain)]), graph.Scalar(Output.Offset)]);
        value = End?.Invoke(graph, value) ?? value;
        long[] shape = Shape ?? (ChannelsLast ? [Side, Side, 3] : [3, Side, Side]);
        string images = graph.Node("Reshape", [value, graph.Constant([-1, .. shape])]);
        if (Preview) graph.Output(PreviewOf(graph, images), OnnxType.Float, batch, 3, Side / 2, Side / 2);
        string last = graph.Node("Cast", [images], "images", OnnxAttribute.Int("to", (long)Type));
        graph.Output(last, Type, [batch, .. shape.Select(length => (OnnxDimension)length)]);
        File.WriteAllBytes(path, graph.Serialize());
        return path;
    }

    private static string ToFloat(OnnxGraph graph, string value) =>
        graph.Node("Cast", [value], OnnxAttribute.Int("to", (long)OnnxType.Float));

    private string Rows(OnnxGraph graph, string z) => graph.Node("Reshape", [z, graph.Constant(-1, Latent)]);

    private string LabelPart(OnnxGraph graph, OnnxDimension batch)
    {
        string embedding = Weights(graph, "embedding", Classes);
        return OneHot
            ? graph.Node("MatMul", [ToFloat(graph, graph.Input(LabelName, LabelType ?? Type, batch, Classes)), embedding])
            : graph.Node("Gather", [embedding, graph.Input(LabelName, LabelType ?? OnnxType.Int64, batch)]);
    }

    private static string PreviewOf(OnnxGraph graph, string images) => graph.Node(
        "AveragePool", [images], "preview", OnnxAttribute.Ints("kernel_shape", 2, 2), OnnxAttribute.Ints("strides", 2, 2));

    private static string Weights(OnnxGraph graph, string name, int rows)
    {
        Random random = new(rows);
        float[] weights = [.. Enumerable.Range(0, rows * Values).Select(_ => (float)((2 * random.NextDouble()) - 1))];
        return graph.Constant(name, weights, rows, Values);
    }
}
