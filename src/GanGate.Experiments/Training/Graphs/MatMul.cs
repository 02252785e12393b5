using GanGate.Models;

namespace GanGate.Training.Graphs;

/// <summary>The matrix product over the last two dimensions; those before them broadcast.</summary>
internal sealed class MatMul : Operation
{
    public override int[] ShapeOf(IReadOnlyList<Node> inputs)
    {
        int[] left = inputs[0].Shape, right = inputs[1].Shape;
        return left.Length >= 2 && right.Length >= 2 && left[^1] == right[^2]
            ? [.. Broadcasting.Common(left.AsSpan(..^2), right.AsSpan(..^2)), left[^2], right[^1]]
            : throw new ArgumentException($"{inputs[0]} and {inputs[1]} have no matrix product");
    }

    public override string Emit(OnnxGraph graph, ReadOnlySpan<string> inputs, Node node) => graph.Node("MatMul", inputs);

    public override Node?[] Gradients(Node node, Node gradient)
    {
        (Node left, Node right) = (node.Inputs[0], node.Inputs[1]);
        return
        [
            gradient.MatMul(right.TransposeMatrix()).SumTo(left.Shape),
            left.TransposeMatrix().MatMul(gradient).SumTo(right.Shape),
        ];
    }
}
