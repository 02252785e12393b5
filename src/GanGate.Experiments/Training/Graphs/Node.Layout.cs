namespace GanGate.Training.Graphs;

internal sealed partial class Node
{
    /// <summary>The same elements in another shape.</summary>
    public Node Reshape(params int[] shape) => Shape.AsSpan().SequenceEqual(shape) ? this : Of(new Reshape(shape), this);

    /// <summary>The dimensions in another order.</summary>
    public Node Transpose(params int[] order) => Of(new Transpose(order), this);

    /// <summary>Repeated along dimensions of length 1, by numpy's rule.</summary>
    public Node Expand(params int[] shape) => Shape.AsSpan().SequenceEqual(shape) ? this : Of(new Expand(shape), this);

    /// <summary>Every step-th element from start to before end, along each dimension.</summary>
    public Node Slice(int[] start, int[] end, int[] step) => Of(new Slice(start, end, step), this);

    /// <summary>The elements from start to before end along one dimension.</summary>
    public Node Slice(int axis, int start, int end)
    {
        int[] starts = new int[Rank], ends = [.. Shape], steps = [.. Enumerable.Repeat(1, Rank)];
        (starts[axis], ends[axis]) = (start, end);
        return Slice(starts, ends, steps);
    }

    /// <summary>Zeros before and after, along each dimension.</summary>
    public Node Pad(int[] before, int[] after) => before.Concat(after).All(count => count == 0) ? this : Of(new Pad(before, after), this);

    /// <summary>One after the other along a dimension.</summary>
    public static Node Concat(int axis, params IReadOnlyList<Node> parts) => parts.Count == 1 ? parts[0] : Of(new Concat(axis), parts);

    /// <summary>The matrix product over the last two dimensions; those before them broadcast.</summary>
    public Node MatMul(Node right) => Of(new MatMul(), this, right);

    /// <summary>The last two dimensions swapped.</summary>
    public Node TransposeMatrix()
    {
        int[] order = [.. Enumerable.Range(0, Rank)];
        (order[^1], order[^2]) = (order[^2], order[^1]);
        return Transpose(order);
    }

    /// <summary>A convolution (ONNX's Conv): N x C x space with weights K x C x kernel gives N x K x space.</summary>
    public Node Conv(Node weights, Window window) => Of(new Conv(window), this, weights);

    /// <summary>The derivative of <see cref="Conv"/> by its input: N x K x space with weights K x C x kernel gives N x C x space.</summary>
    /// <param name="weights">K x C x kernel.</param>
    /// <param name="window">Of the convolution.</param>
    /// <param name="space">The lengths of the convolution's input, which strides alone do not tell.</param>
    public Node ConvTranspose(Node weights, Window window, params int[] space) => Of(new ConvTranspose(window, space), this, weights);

    /// <summary>Summed over the dimensions along which a smaller shape was broadcast to this one.</summary>
    public Node SumTo(int[] shape)
    {
        int extra = Rank - shape.Length;
        int[] axes = [.. Enumerable.Range(0, Rank).Where(axis => axis < extra || (shape[axis - extra] == 1 && Shape[axis] != 1))];
        return Sum(axes).Reshape(shape);
    }
}
