using GanGate.Models;

namespace GanGate.Training.Graphs;

/// <summary>Repeated along dimensions of length 1.</summary>
internal sealed class Expand(int[] shape) : Operation
{
    public override int[] ShapeOf(IReadOnlyList<Node> inputs) => Broadcasting.Common(inputs[0].Shape, shape).AsSpan().SequenceEqual(shape)
        ? shape
        : throw new ArgumentException($"{inputs[0]} cannot be expanded to {Broadcasting.Text(shape)}");

    public override string Emit(OnnxGraph graph, ReadOnlySpan<string> inputs, Node node) =>
        graph.Node("Expand", [inputs[0], graph.Constant(Repeats(node))]);

    // 1 keeps a length: a generator that is exported takes any number of latent vectors.
    private long[] Repeats(Node node)
    {
        int[] before = node.Inputs[0].Shape;
        return [.. shape.Select(
            (length, axis) => axis - shape.Length + before.Length is >= 0 and int at && before[at] == length ? 1L : length)];
    }

    public override Node?[] Gradients(Node node, Node gradient) => [gradient.SumTo(node.Inputs[0].Shape)];
}
