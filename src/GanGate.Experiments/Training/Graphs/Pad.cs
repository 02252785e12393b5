using GanGate.Models;

namespace GanGate.Training.Graphs;

/// <summary>Zeros before and after, along each dimension.</summary>
internal sealed class Pad(int[] before, int[] after) : Operation
{
    /// <summary>Zeros before the first element, along each dimension.</summary>
    public int[] Before => before;

    public override int[] ShapeOf(IReadOnlyList<Node> inputs) =>
        [.. inputs[0].Shape.Select((length, axis) => before[axis] + length + after[axis])];

    public override string Emit(OnnxGraph graph, ReadOnlySpan<string> inputs, Node node) =>
        graph.Node("Pad", [inputs[0], graph.Constant([.. before.Concat(after).Select(count => (long)count)])]);

    public override Node?[] Gradients(Node node, Node gradient)
    {
        int[] end = [.. node.Inputs[0].Shape.Zip(before, (length, zeros) => zeros + length)];
        return [gradient.Slice(before, end, [.. Enumerable.Repeat(1, before.Length)])];
    }
}
