namespace GanGate.Training.Graphs;

/// <summary>Numpy's rule for operands of different shapes: aligned at the last dimension, lengths of 1 are repeated.</summary>
internal static class Broadcasting
{
    /// <summary>The common shape.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static int[] Common(ReadOnlySpan<int> left, ReadOnlySpan<int> right)
    {
        int[] shape = new int[Math.Max(left.Length, right.Length)];
        for (int back = 1; back <= shape.Length; back++)
        {
            int a = back <= left.Length ? left[^back] : 1, b = back <= right.Length ? right[^back] : 1;
            if (a != b && a != 1 && b != 1)
            {
                throw new ArgumentException($"the shapes {Text(left)} and {Text(right)} do not broadcast");
            }

            shape[^back] = a == 1 ? b : a;
        }

        return shape;
    }

    /// <summary>A shape as messages show it.</summary>
    public static string Text(ReadOnlySpan<int> shape) => $"[{string.Join(", ", shape.ToArray())}]";
}
