using GanGate.Models;

namespace GanGate.Training.Graphs;

/// <summary>ONNX's Conv, in one or more dimensions of space, without groups.</summary>
internal sealed class Conv(Window window) : Operation
{
    /// <summary>How the kernel moves.</summary>
    public Window Window => window;

    public override int[] ShapeOf(IReadOnlyList<Node> inputs)
    {
        int[] data = inputs[0].Shape, weights = inputs[1].Shape;
        if (data.Length != window.Rank + 2 || weights.Length != data.Length || data[1] != weights[1])
        {
            throw new ArgumentException($"{inputs[0]} cannot be convolved with {inputs[1]} in {window.Rank} dimensions");
        }

        IEnumerable<int> positions = Enumerable.Range(0, window.Rank)
            .Select(axis => window.OutputLength(axis, data[axis + 2], weights[axis + 2]));
        return [data[0], weights[0], .. positions];
    }

    public override string Emit(OnnxGraph graph, ReadOnlySpan<string> inputs, Node node) =>
        graph.Node("Conv", inputs, OnnxWindow.Pads(window), OnnxWindow.Strides(window), OnnxWindow.Dilations(window));

    public override Node?[] Gradients(Node node, Node gradient)
    {
        (Node data, Node weights) = (node.Inputs[0], node.Inputs[1]);
        return
        [
            gradient.ConvTranspose(weights, window, data.Shape[2..]),
            ConvWeights.Gradient(data, gradient, window, weights.Shape),
        ];
    }
}
