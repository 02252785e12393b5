using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GanGate.Images;

/// <summary>Bilinear resize without antialiasing: two source pixels a side, also when it shrinks.</summary>
internal abstract class BilinearResize<TRule>(int size, Crop crop, Normalization normalization)
    : SeparableResize<float>(size, crop, normalization)
    where TRule : struct, IBilinearRule
{
    // Weights holds the fractions, filled up to whole vectors.
    protected sealed override ResizeTaps<float> CreateTaps(int input, int output, int from)
    {
        ResizeTaps<float> taps = new(new int[Size], new int[Size], Math.Min(2, input), new float[Stride]);
        for (int i = 0; i < Size; i++)
        {
            (int left, taps.Weights[i]) = TRule.Locate(from + i, input, output);
            taps.First[i] = left;
            taps.End[i] = Math.Min(left + 1, input - 1) + 1;
        }

        return taps;
    }

    // Vector code is many times slower before it is optimised; a small set of images would end before that.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected sealed override void ResizeRow(ReadOnlySpan<float> samples, ResizeTaps<float> taps, Span<float> row)
    {
        float[] rented = ArrayPool<float>.Shared.Rent(row.Length);
        Span<float> neighbours = rented.AsSpan(0, row.Length);
        for (int x = 0; x < Size; x++)
        {
            ReadOnlySpan<float> left = samples.Slice(3 * taps.First[x], 3), right = samples.Slice(3 * (taps.End[x] - 1), 3);
            for (int channel = 0, i = x; channel < 3; channel++, i += Stride)
            {
                row[i] = left[channel];
                neighbours[i] = right[channel];
            }
        }

        Span<Vector<float>> lefts = MemoryMarshal.Cast<float, Vector<float>>(row);
        ReadOnlySpan<Vector<float>> rights = MemoryMarshal.Cast<float, Vector<float>>(neighbours);
        ReadOnlySpan<Vector<float>> fractions = MemoryMarshal.Cast<float, Vector<float>>(taps.Weights);
        for (int i = 0; i < lefts.Length; i++)
        {
            lefts[i] = TRule.Mix(TRule.Level(lefts[i]), TRule.Level(rights[i]), fractions[i % fractions.Length]);
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected sealed override void CombineRows(ReadOnlySpan<float> rows, ResizeTaps<float> taps, int y, Span<float> output)
    {
        ReadOnlySpan<Vector<float>> top = RowOf(rows, taps, taps.First[y]), bottom = RowOf(rows, taps, taps.End[y] - 1);
        Span<Vector<float>> result = MemoryMarshal.Cast<float, Vector<float>>(output);
        Vector<float> fraction = new(taps.Weights[y]);
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = TRule.Mix(top[i], bottom[i], fraction);
        }
    }
}
