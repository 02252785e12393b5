using GanGate.Models;

namespace GanGate.Training.Graphs.Operations;

/// <summary>Repeated along dimensions of length 1.</summary>
internal sealed class Expand(int[] shape) : Operation
{
    public override int[] ShapeOf(IReadOnlyList<Node> inputs) => Broadcasting.Common(inputs[0].Shape, shape).AsSpan().SequenceEqual(shape)
        ? shape
        : throw new ArgumentException($"{inputs[0]} cannot be expanded to {Broadcasting.Text(shape)}");

    public override string Emit(OnnxGraph graph, ReadOnlySpan<string> inputs, Node node) =>
        graph.Node("Expand", [inputs[0], graph.Constant(Array.ConvertAll(shape, length => (long)length))]);

    public override Node?[] Gradients(Node node, Node gradient) => [gradient.SumTo(node.Inputs[0].Shape)];
}
