using GanGate.Models;

namespace GanGate.Training.Graphs;

/// <summary>exp(x) over its sum along one dimension.</summary>
internal sealed class Softmax(int axis) : Operation
{
    /// <summary>The dimension.</summary>
    public int Axis => axis;

    public override int[] ShapeOf(IReadOnlyList<Node> inputs) => inputs[0].Shape;

    public override string Emit(OnnxGraph graph, ReadOnlySpan<string> inputs, Node node) =>
        graph.Node("Softmax", inputs, OnnxAttribute.Int("axis", axis));

    public override Node?[] Gradients(Node node, Node gradient)
    {
        Node weighted = gradient * node;
        return [weighted - (node * weighted.Sum(axis))];
    }
}
