using GanGate.Models;

namespace GanGate.Training.Graphs;

/// <summary>The derivative of a convolution by its input, which is a layer of its own in generators.</summary>
/// <param name="window">Of the convolution.</param>
/// <param name="space">The lengths of the convolution's input.</param>
internal sealed class ConvTranspose(Window window, int[] space) : Operation
{
    /// <summary>How the convolution's kernel moves.</summary>
    public Window Window => window;

    public override int[] ShapeOf(IReadOnlyList<Node> inputs)
    {
        int[] data = inputs[0].Shape, weights = inputs[1].Shape;
        bool fits = data.Length == window.Rank + 2 && weights.Length == data.Length && data[1] == weights[0]
            && Enumerable.Range(0, window.Rank).All(axis => window.OutputLength(axis, space[axis], weights[axis + 2]) == data[axis + 2]);
        return fits
            ? [data[0], weights[1], .. space]
            : throw new ArgumentException($"{inputs[0]} and {inputs[1]} are not what a convolution makes of {Broadcasting.Text(space)}");
    }

    public override string Emit(OnnxGraph graph, ReadOnlySpan<string> inputs, Node node)
    {
        long[] missing = [.. Enumerable.Range(0, window.Rank).Select(axis => (long)Missing(axis, node))];
        return graph.Node(
            "ConvTranspose",
            inputs,
            OnnxWindow.Pads(window),
            OnnxWindow.Strides(window),
            OnnxWindow.Dilations(window),
            OnnxAttribute.Ints("output_padding", missing));
    }

    public override Node?[] Gradients(Node node, Node gradient)
    {
        (Node data, Node weights) = (node.Inputs[0], node.Inputs[1]);
        return [gradient.Conv(weights, window), ConvWeights.Gradient(gradient, data, window, weights.Shape)];
    }

    // What the stride left over at the end of the convolution's input.
    private int Missing(int axis, Node node)
    {
        int positions = node.Inputs[0].Shape[axis + 2], kernel = node.Inputs[1].Shape[axis + 2];
        int reached = (window.Strides[axis] * (positions - 1)) + window.Extent(axis, kernel) - window.Before[axis] - window.After[axis];
        return space[axis] - reached;
    }
}
