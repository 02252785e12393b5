using GanGate.Models;

namespace GanGate.Training.Graphs;

/// <summary>The dimensions in another order.</summary>
/// <param name="order">Which of the input's dimensions each of the result's is.</param>
internal sealed class Transpose(int[] order) : Operation
{
    /// <summary>Which of the input's dimensions each of the result's is.</summary>
    public int[] Order => order;

    public override int[] ShapeOf(IReadOnlyList<Node> inputs) => order.Order().SequenceEqual(Enumerable.Range(0, inputs[0].Rank))
        ? Array.ConvertAll(order, axis => inputs[0].Shape[axis])
        : throw new ArgumentException($"{Broadcasting.Text(order)} is no order of the dimensions of {inputs[0]}");

    public override string Emit(OnnxGraph graph, ReadOnlySpan<string> inputs, Node node) =>
        graph.Node("Transpose", inputs, OnnxAttribute.Ints("perm", Array.ConvertAll(order, axis => (long)axis)));

    public override Node?[] Gradients(Node node, Node gradient)
    {
        int[] inverse = new int[order.Length];
        for (int axis = 0; axis < order.Length; axis++) inverse[order[axis]] = axis;
        return [gradient.Transpose(inverse)];
    }
}
