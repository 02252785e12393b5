namespace GanGate.Models;

/// <summary>
/// Brings DINOv2's position embedding to another number of patches as its hub does, bit for bit: bicubic with a = -0.75 and clamped
/// borders, no antialiasing, and a scale of (side + 0.1) / stored side rather than of the two sides.
/// </summary>
internal static class Dinov2Positions
{
    private const float A = -0.75f;
    private const double Offset = 0.1;

    /// <summary>(1 + stored^2) x D values to (1 + side^2) x D; the first row is the class token's and stays.</summary>
    public static float[] Resize(float[] table, int stored, int side)
    {
        if (stored == side) return table;
        int width = table.Length / ((stored * stored) + 1);
        float[] resized = new float[((side * side) + 1) * width], narrow = new float[stored * side * width];
        table.AsSpan(0, width).CopyTo(resized);
        for (int i = 0; i < side; i++)
        {
            (int[] taps, float[] weights) = TapsOf(i, stored, side);
            for (int row = 0; row < stored; row++)
            {
                Blend(table.AsSpan(width), Array.ConvertAll(taps, tap => (row * stored) + tap), weights, narrow.AsSpan(((row * side) + i) * width, width));
            }
        }

        for (int i = 0; i < side; i++)
        {
            (int[] taps, float[] weights) = TapsOf(i, stored, side);
            for (int column = 0; column < side; column++)
            {
                int to = 1 + (i * side) + column;
                Blend(narrow, Array.ConvertAll(taps, tap => (tap * side) + column), weights, resized.AsSpan(to * width, width));
            }
        }

        return resized;
    }

    private static (int[] Taps, float[] Weights) TapsOf(int index, int stored, int side)
    {
        float step = (float)(1 / ((side + Offset) / stored));
        double position = (step * (index + 0.5)) - 0.5;
        int first = (int)Math.Floor(position);
        float t = (float)(position - first);
        return (
            [.. Enumerable.Range(first - 1, 4).Select(tap => Math.Clamp(tap, 0, stored - 1))],
            [Far(t + 1), Near(t), Near(1 - t), Far(2 - t)]);
    }

    // Keys' kernel within one pixel of its centre, and within two.
    private static float Near(float x) => ((((A + 2) * x) - (A + 3)) * x * x) + 1;

    private static float Far(float x) => (MathF.FusedMultiplyAdd((A * x) - (5 * A), x, 8 * A) * x) - (4 * A);

    private static void Blend(ReadOnlySpan<float> tokens, int[] taps, float[] weights, Span<float> token)
    {
        int width = token.Length;
        for (int i = 0; i < width; i++)
        {
            float sum = MathF.FusedMultiplyAdd(
                tokens[(taps[0] * width) + i], weights[0], tokens[(taps[1] * width) + i] * weights[1]);
            sum = MathF.FusedMultiplyAdd(tokens[(taps[2] * width) + i], weights[2], sum);
            token[i] = MathF.FusedMultiplyAdd(tokens[(taps[3] * width) + i], weights[3], sum);
        }
    }
}
