using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GanGate.Images;

/// <summary>A resize whose kernel widens when it shrinks, with sums in double; rows first, then columns.</summary>
internal abstract class AntialiasedResize<TPasses>(int size, ResizeKernel kernel, Crop crop, Normalization normalization)
    : SeparableResize<double>(size, crop, normalization)
    where TPasses : struct, IResizePasses
{
    // Weights holds a row of as many weights as the longest tap has, for each resized pixel.
    protected sealed override ResizeTaps<double> CreateTaps(int input, int output, int from)
    {
        ResizeTaps<double> taps = kernel.Taps(input, output, from, Size);
        foreach (ref double weight in taps.Weights.AsSpan()) weight = TPasses.Weight(weight);
        return taps;
    }

    // Vector code is many times slower before it is optimised; a small set of images would end before that. Red, green and blue are the lanes
    // of one vector, whose fourth holds what nobody asks for: sums are those of each colour by itself.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected sealed override void ResizeRow(ReadOnlySpan<float> pixels, ResizeTaps<double> taps, Span<float> row)
    {
        for (int x = 0; x < Size; x++)
        {
            int first = taps.First[x], count = taps.End[x] - first;
            ReadOnlySpan<double> weights = taps.Weights.AsSpan(x * taps.Longest, count);
            ReadOnlySpan<float> samples = pixels.Slice(3 * first, 3 * count);
            ref float sample = ref MemoryMarshal.GetReference(samples);
            Vector256<double> sum = Vector256<double>.Zero;

            // The last pixel of a row has no fourth sample behind it.
            for (int tap = 0; tap < weights.Length - 1; tap++) sum += Vector256.Create(weights[tap]) * Wide(Vector128.LoadUnsafe(ref sample, (nuint)tap * 3));
            sum += Vector256.Create(weights[^1]) * Wide(Vector128.Create(samples[^3], samples[^2], samples[^1], 0));
            sum = TPasses.Across(sum);
            (row[x], row[Stride + x], row[(2 * Stride) + x]) = ((float)sum[0], (float)sum[1], (float)sum[2]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected sealed override void CombineRows(ReadOnlySpan<float> rows, ResizeTaps<double> taps, int y, Span<float> output)
    {
        double[] rented = ArrayPool<double>.Shared.Rent(output.Length);
        Span<Vector<double>> sums = MemoryMarshal.Cast<double, Vector<double>>(rented.AsSpan(0, output.Length));
        sums.Clear();
        for (int tap = taps.First[y]; tap < taps.End[y]; tap++)
        {
            ReadOnlySpan<Vector<float>> row = RowOf(rows, taps, tap);
            Vector<double> weight = new(taps.Weights[(y * taps.Longest) + tap - taps.First[y]]);
            for (int i = 0; i < row.Length; i++)
            {
                Vector.Widen(row[i], out Vector<double> low, out Vector<double> high);
                sums[2 * i] += weight * low;
                sums[(2 * i) + 1] += weight * high;
            }
        }

        Span<Vector<float>> result = MemoryMarshal.Cast<float, Vector<float>>(output);
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = TPasses.Down(sums[2 * i], sums[(2 * i) + 1]);
        }

        ArrayPool<double>.Shared.Return(rented);
    }

    private static Vector256<double> Wide(Vector128<float> samples) => Vector256.WidenLower(samples.ToVector256Unsafe());
}
