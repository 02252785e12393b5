namespace GanGate.Training.Graphs;

/// <summary>How a convolution's kernel moves; one number per dimension of space.</summary>
/// <param name="Strides">Steps between outputs.</param>
/// <param name="Before">Zeros before the first element.</param>
/// <param name="After">Zeros after the last element.</param>
/// <param name="Dilations">Steps between the kernel's elements.</param>
internal sealed record Window(int[] Strides, int[] Before, int[] After, int[] Dilations)
{
    /// <summary>The dimensions of space.</summary>
    public int Rank => Strides.Length;

    /// <summary>TensorFlow's SAME: output ceil(length / stride), the odd zero at the end.</summary>
    /// <param name="space">The input's lengths.</param>
    /// <param name="kernel">The kernel's length in every dimension.</param>
    /// <param name="stride">The stride in every dimension.</param>
    public static Window Same(int[] space, int kernel, int stride)
    {
        int[] total = [.. space.Select(length => Math.Max(0, (((length + stride - 1) / stride) - 1) * stride + kernel - length))];
        return new Window(
            [.. space.Select(_ => stride)],
            [.. total.Select(zeros => zeros / 2)],
            [.. total.Select(zeros => zeros - (zeros / 2))],
            [.. space.Select(_ => 1)]);
    }

    /// <summary>How many positions the kernel has along one dimension.</summary>
    public int OutputLength(int axis, int length, int kernel) =>
        ((length + Before[axis] + After[axis] - Extent(axis, kernel)) / Strides[axis]) + 1;

    /// <summary>The elements that a kernel spans along one dimension.</summary>
    public int Extent(int axis, int kernel) => (Dilations[axis] * (kernel - 1)) + 1;
}
