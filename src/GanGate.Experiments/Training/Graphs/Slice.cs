using GanGate.Models;

namespace GanGate.Training.Graphs;

/// <summary>Every step-th element from start to before end, along each dimension.</summary>
internal sealed class Slice(int[] start, int[] end, int[] step) : Operation
{
    /// <summary>The first element along each dimension.</summary>
    public int[] Start => start;

    /// <summary>The distance of the elements along each dimension.</summary>
    public int[] Step => step;

    public override int[] ShapeOf(IReadOnlyList<Node> inputs)
    {
        int[] shape = new int[inputs[0].Rank];
        for (int axis = 0; axis < shape.Length; axis++)
        {
            if (start[axis] < 0 || start[axis] >= end[axis] || end[axis] > inputs[0].Shape[axis])
            {
                throw new ArgumentException($"{inputs[0]} has no elements {start[axis]} to {end[axis]} in dimension {axis}");
            }

            shape[axis] = ((end[axis] - start[axis] - 1) / step[axis]) + 1;
        }

        return shape;
    }

    public override string Emit(OnnxGraph graph, ReadOnlySpan<string> inputs, Node node)
    {
        int[] axes = [.. Enumerable.Range(0, start.Length).Where(axis => node.Shape[axis] != node.Inputs[0].Shape[axis])];
        return graph.Node("Slice", [inputs[0], Of(start), Of(end), graph.Constant(Array.ConvertAll(axes, axis => (long)axis)), Of(step)]);

        string Of(int[] values) => graph.Constant(Array.ConvertAll(axes, axis => (long)values[axis]));
    }

    // Zeros between the elements by padding a dimension of length 1, then zeros around them.
    public override Node?[] Gradients(Node node, Node gradient)
    {
        int[] length = node.Inputs[0].Shape;
        int rank = length.Length;
        int[] spread = [.. gradient.Shape.SelectMany(count => (int[])[count, 1])];
        int[] between = [.. step.SelectMany(distance => (int[])[0, distance - 1])];
        int[] spaced = [.. gradient.Shape.Zip(step, (count, distance) => count * distance)];
        int[] kept = [.. Enumerable.Range(0, rank).Select(axis => Math.Min(spaced[axis], length[axis] - start[axis]))];
        Node apart = step.All(distance => distance == 1)
            ? gradient
            : gradient.Reshape(spread).Pad(new int[2 * rank], between)
                .Reshape(spaced).Slice(new int[rank], kept, [.. Enumerable.Repeat(1, rank)]);
        return [apart.Pad(start, [.. Enumerable.Range(0, rank).Select(axis => length[axis] - start[axis] - kept[axis])])];
    }
}
