using GanGate.Models;

namespace GanGate.Training.Graphs;

/// <summary>The sum along some dimensions, which stay with length 1.</summary>
internal sealed class Sum(int[] axes) : Operation
{
    /// <summary>The dimensions.</summary>
    public int[] Axes => axes;

    public override int[] ShapeOf(IReadOnlyList<Node> inputs) =>
        [.. inputs[0].Shape.Select((length, axis) => axes.Contains(axis) ? 1 : length)];

    public override string Emit(OnnxGraph graph, ReadOnlySpan<string> inputs, Node node) =>
        graph.Node("ReduceSum", [inputs[0], graph.Constant(Array.ConvertAll(axes, axis => (long)axis))]);

    public override Node?[] Gradients(Node node, Node gradient) => [gradient.Expand(node.Inputs[0].Shape)];
}
