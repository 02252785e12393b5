using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GanGate.Images;

/// <summary>
/// Bicubic resize (a = -0.5) whose kernel widens when it shrinks, as in clean-fid (mode clean), which is Pillow's on float
/// images: sums in double, each pass stored as float32, clipped to [0, 255] and not rounded; then (x - offset) / divisor.
/// </summary>
/// <param name="size">Width and height of the output, in pixels.</param>
/// <param name="offset">128 for the Inception network, 0 for the pyramid.</param>
/// <param name="divisor">128 for the Inception network, 255 for the pyramid.</param>
internal sealed class AntialiasedBicubic(int size, float offset, float divisor) : SeparableResize<double>(size)
{
    private const double Support = 2;

    // Weights holds a row of as many weights as the longest tap has, for each resized pixel.
    protected override ResizeTaps<double> CreateTaps(int input)
    {
        double scale = (double)input / Size, stretch = Math.Max(scale, 1);
        int[] first = new int[Size], end = new int[Size];
        for (int i = 0; i < Size; i++)
        {
            double centre = (i + 0.5) * scale;
            first[i] = Math.Max((int)(centre - (Support * stretch) + 0.5), 0);
            end[i] = Math.Min((int)(centre + (Support * stretch) + 0.5), input);
        }

        int longest = first.Zip(end, (from, to) => to - from).Max();
        double[] weights = new double[Size * longest];
        for (int i = 0; i < Size; i++)
        {
            Span<double> row = weights.AsSpan(i * longest, end[i] - first[i]);
            for (int tap = 0; tap < row.Length; tap++)
            {
                row[tap] = Kernel((first[i] + tap - ((i + 0.5) * scale) + 0.5) / stretch);
            }

            Normalize(row);
        }

        return new ResizeTaps<double>(first, end, longest, weights);
    }

    // Vector code is many times slower before it is optimised; a small set of images would end before that. Red, green and blue are the lanes
    // of one vector, whose fourth holds what nobody asks for: sums are those of each colour by itself.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void ResizeRow(ReadOnlySpan<float> pixels, ResizeTaps<double> taps, Span<float> row)
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
            (row[x], row[Stride + x], row[(2 * Stride) + x]) = ((float)sum[0], (float)sum[1], (float)sum[2]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void CombineRows(ReadOnlySpan<float> rows, ResizeTaps<double> taps, int y, Span<float> output)
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
            result[i] = Scale(Vector.Narrow(sums[2 * i], sums[(2 * i) + 1]));
        }

        ArrayPool<double>.Shared.Return(rented);
    }

    private static Vector256<double> Wide(Vector128<float> samples) => Vector256.WidenLower(samples.ToVector256Unsafe());

    private Vector<float> Scale(Vector<float> value) =>
        (Vector.Min(Vector.Max(value, Vector<float>.Zero), new Vector<float>(255f)) - new Vector<float>(offset)) / new Vector<float>(divisor);

    private static void Normalize(Span<double> weights)
    {
        double sum = 0;
        foreach (double weight in weights)
        {
            sum += weight;
        }

        foreach (ref double weight in weights)
        {
            weight /= sum;
        }
    }

    /// <summary>Keys' cubic convolution kernel with a = -0.5.</summary>
    private static double Kernel(double x)
    {
        const double A = -0.5;
        x = Math.Abs(x);
        return x switch
        {
            < 1 => ((((A + 2) * x) - (A + 3)) * x * x) + 1,
            < 2 => (((((x - 5) * x) + 8) * x) - 4) * A,
            _ => 0,
        };
    }
}
