using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GanGate.Images;

/// <summary>
/// PyTorch's resize with antialias=True on float32 images, bilinear or bicubic (a = -0.5), bit for bit: positions and weights in float32,
/// and of a sum's additions those behind the last full group of four fused, as its compiled kernel has them. Neither rounded nor clipped.
/// </summary>
internal sealed class TorchAntialiased(int size, bool bicubic, Normalization normalization, Crop crop = Crop.Squash)
    : SeparableResize<float>(size, crop, normalization)
{
    private const int Group = 4;

    private readonly float _support = bicubic ? 2 : 1;

    // Weights holds a row of as many weights as the longest tap has, for each resized pixel.
    protected override ResizeTaps<float> CreateTaps(int input, int output, int from)
    {
        float scale = (float)input / output, support = scale >= 1 ? _support * scale : _support;
        float narrow = scale >= 1 ? (float)(1 / (double)scale) : 1;
        int[] first = new int[Size], end = new int[Size];
        float[] centres = [.. Enumerable.Range(from, Size).Select(index => (float)((double)scale * (index + 0.5)))];
        for (int i = 0; i < Size; i++)
        {
            first[i] = Math.Max((int)((double)(centres[i] - support) + 0.5), 0);
            end[i] = Math.Min((int)((double)(centres[i] + support) + 0.5), input);
        }

        int longest = first.Zip(end, (start, stop) => stop - start).Max();
        float[] weights = new float[Size * longest];
        for (int i = 0; i < Size; i++)
        {
            Span<float> row = weights.AsSpan(i * longest, end[i] - first[i]);
            for (int tap = 0; tap < row.Length; tap++)
            {
                row[tap] = Weight(Math.Abs((float)(((double)((float)(first[i] + tap) - centres[i]) + 0.5) * narrow)));
            }

            float sum = 0;
            foreach (float weight in row) sum += weight;
            foreach (ref float weight in row) weight /= sum;
        }

        return new ResizeTaps<float>(first, end, longest, weights);
    }

    // Vector code is many times slower before it is optimised; a small set of images would end before that. Red, green and blue are the lanes
    // of one vector, whose fourth holds what nobody asks for.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void ResizeRow(ReadOnlySpan<float> pixels, ResizeTaps<float> taps, Span<float> row)
    {
        for (int x = 0; x < Size; x++)
        {
            int first = taps.First[x], count = taps.End[x] - first, plain = (count - 1) / Group * Group;
            ReadOnlySpan<float> weights = taps.Weights.AsSpan(x * taps.Longest, count);
            ReadOnlySpan<float> samples = pixels.Slice(3 * first, 3 * count);
            ref float sample = ref MemoryMarshal.GetReference(samples);
            Vector128<float> last = Vector128.Create(samples[^3], samples[^2], samples[^1], 0), sum = last * weights[0];

            // The last pixel of a row has no fourth sample behind it.
            for (int tap = 0; tap < count - 1; tap++)
            {
                Vector128<float> pixel = Vector128.LoadUnsafe(ref sample, (nuint)tap * 3), weight = Vector128.Create(weights[tap]);
                sum = tap == 0 ? pixel * weight : tap <= plain ? sum + (pixel * weight) : Vector128.FusedMultiplyAdd(pixel, weight, sum);
            }

            if (count > 1)
            {
                Vector128<float> weight = Vector128.Create(weights[^1]);
                sum = count - 1 <= plain ? sum + (last * weight) : Vector128.FusedMultiplyAdd(last, weight, sum);
            }

            (row[x], row[Stride + x], row[(2 * Stride) + x]) = (sum[0], sum[1], sum[2]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void CombineRows(ReadOnlySpan<float> rows, ResizeTaps<float> taps, int y, Span<float> output)
    {
        Span<Vector<float>> sums = MemoryMarshal.Cast<float, Vector<float>>(output);
        int first = taps.First[y], count = taps.End[y] - first, plain = (count - 1) / Group * Group;
        for (int tap = 0; tap < count; tap++)
        {
            ReadOnlySpan<Vector<float>> row = RowOf(rows, taps, first + tap);
            Vector<float> weight = new(taps.Weights[(y * taps.Longest) + tap]);
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i] = tap == 0 ? row[i] * weight : tap <= plain ? sums[i] + (row[i] * weight) : Vector.FusedMultiplyAdd(row[i], weight, sums[i]);
            }
        }
    }

    private float Weight(float distance) => distance switch
    {
        < 1 when !bicubic => (float)(1 - (double)distance),
        < 1 => (float)((((1.5 * distance) - 2.5) * distance * distance) + 1),
        < 2 when bicubic => (float)(MathF.FusedMultiplyAdd(MathF.FusedMultiplyAdd(distance - 5, distance, 8), distance, -4) * -0.5),
        _ => 0,
    };
}
