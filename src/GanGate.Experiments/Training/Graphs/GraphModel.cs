using GanGate.Models;

namespace GanGate.Training.Graphs;

/// <summary>Writes a computation as an ONNX model.</summary>
internal static class GraphModel
{
    /// <summary>Writes the model that computes some nodes.</summary>
    /// <param name="name">The graph's name.</param>
    /// <param name="outputs">What it computes, under which names.</param>
    /// <param name="known">Variables that are constants of the model; the others are its inputs, in the order of their use.</param>
    /// <param name="batch">
    /// A name for the first dimension of every input and output, where the model is to take any length there: possible where it only passes
    /// through.
    /// </param>
    /// <param name="metadata">What is said of the model beside its computation.</param>
    public static byte[] Write(
        string name,
        IReadOnlyList<(string Name, Node Node)> outputs,
        IReadOnlyDictionary<string, float[]>? known = null,
        string? batch = null,
        params (string Key, string Value)[] metadata)
    {
        OnnxGraph graph = new(name);
        foreach ((string key, string value) in metadata) graph.Metadata(key, value);
        Dictionary<Node, string> values = [];
        foreach (Node node in NodeOrder.From(outputs.Select(output => output.Node)))
        {
            values[node] = Emit(graph, node, values, known, batch);
        }

        foreach ((string output, Node node) in outputs)
        {
            graph.Node("Identity", [values[node]], output);
            graph.Output(output, OnnxType.Float, Dimensions(node.Shape, batch));
        }

        return graph.Serialize();
    }

    /// <summary>The variables that some nodes need, in the order of their use.</summary>
    public static IReadOnlyList<Node> Inputs(IEnumerable<Node> outputs) =>
        [.. NodeOrder.From(outputs).Where(node => node.Operation is Variable)];

    private static string Emit(
        OnnxGraph graph, Node node, Dictionary<Node, string> values, IReadOnlyDictionary<string, float[]>? known, string? batch)
    {
        switch (node.Operation)
        {
            case Variable variable when known is not null && known.TryGetValue(variable.Name, out float[]? constant):
                return graph.Constant(variable.Name, constant, Array.ConvertAll(node.Shape, length => (long)length));
            case Variable variable:
                return graph.Input(variable.Name, OnnxType.Float, Dimensions(node.Shape, batch));
            case Constant constant:
                return graph.Constant(
                    $"number_{values.Count}",
                    Array.ConvertAll(constant.Values, value => (float)value),
                    Array.ConvertAll(node.Shape, length => (long)length));
            default:
                string[] inputs = [.. node.Inputs.Select(input => values[input])];
                return node.Operation.Emit(graph, inputs, node);
        }
    }

    private static OnnxDimension[] Dimensions(int[] shape, string? batch) =>
        [.. shape.Select((length, axis) => axis == 0 && batch is not null ? (OnnxDimension)batch : length)];
}
