using GanGate.Models;

namespace GanGate.Training.Graphs;

/// <summary>The same elements in another shape.</summary>
internal sealed class Reshape(int[] shape) : Operation
{
    public override int[] ShapeOf(IReadOnlyList<Node> inputs) =>
        shape.Aggregate(1, (product, length) => product * length) == inputs[0].Length
            ? shape
            : throw new ArgumentException($"{inputs[0]} cannot be reshaped to {Broadcasting.Text(shape)}");

    // 0 keeps a length: a generator that is exported takes any number of latent vectors.
    public override string Emit(OnnxGraph graph, ReadOnlySpan<string> inputs, Node node)
    {
        long[] lengths = Array.ConvertAll(shape, length => (long)length);
        int[] before = node.Inputs[0].Shape;
        if (lengths.Length > 0 && before.Length > 0 && lengths[0] == before[0]) lengths[0] = 0;
        return graph.Node("Reshape", [inputs[0], graph.Constant(lengths)]);
    }

    public override Node?[] Gradients(Node node, Node gradient) => [gradient.Reshape(node.Inputs[0].Shape)];
}
