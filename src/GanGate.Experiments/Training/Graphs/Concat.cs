using GanGate.Models;

namespace GanGate.Training.Graphs;

/// <summary>One after the other along a dimension.</summary>
internal sealed class Concat(int axis) : Operation
{
    /// <summary>The dimension.</summary>
    public int Axis => axis;

    public override int[] ShapeOf(IReadOnlyList<Node> inputs)
    {
        int[] shape = [.. inputs[0].Shape];
        foreach (Node part in inputs.Skip(1))
        {
            if (part.Rank != shape.Length || part.Shape.Where((length, i) => i != axis && length != shape[i]).Any())
            {
                throw new ArgumentException($"{inputs[0]} and {part} cannot be joined along dimension {axis}");
            }

            shape[axis] += part.Shape[axis];
        }

        return shape;
    }

    public override string Emit(OnnxGraph graph, ReadOnlySpan<string> inputs, Node node) =>
        graph.Node("Concat", inputs, OnnxAttribute.Int("axis", axis));

    public override Node?[] Gradients(Node node, Node gradient)
    {
        Node?[] gradients = new Node?[node.Inputs.Count];
        int start = 0;
        for (int i = 0; i < gradients.Length; i++)
        {
            int end = start + node.Inputs[i].Shape[axis];
            gradients[i] = gradient.Slice(axis, start, end);
            start = end;
        }

        return gradients;
    }
}
