using System.Buffers;
using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.InteropServices;

namespace GanGate.Images;

/// <summary>
/// Resizes rows, then columns. A row of the source is resized once, when the first output row needs it, and kept as long as
/// one does; so the memory is that of a few rows, and rows nobody needs are not touched.
/// </summary>
/// <typeparam name="TWeight">The precision of the rule's weights.</typeparam>
internal abstract class SeparableResize<TWeight>(int size) : Preprocessing
{
    private const int Channels = 3;

    // Sets of images of any size must not fill the memory with taps, nor one of a huge size.
    private const int MostCached = 256;
    private const int LongestCached = 8192;

    private readonly ConcurrentDictionary<int, ResizeTaps<TWeight>> _taps = new();

    public sealed override int Size => size;

    /// <summary>A channel of a row: as many values as fill whole vectors, <see cref="Size"/> of which count.</summary>
    protected int Stride { get; } = (size + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;

    public sealed override void Apply(RgbImage image, Span<float> planes)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfNotEqual(planes.Length, Channels * size * size);
        ResizeTaps<TWeight> across = TapsFor(image.Width), down = TapsFor(image.Height);
        int row = Channels * Stride, window = down.Longest;
        float[] rented = ArrayPool<float>.Shared.Rent((window + 1) * row);
        Span<float> rows = rented.AsSpan(0, window * row), output = rented.AsSpan(window * row, row);
        int next = 0;
        for (int y = 0; y < size; y++)
        {
            for (next = Math.Max(next, down.First[y]); next < down.End[y]; next++)
            {
                ReadOnlySpan<byte> pixels = image.Pixels.AsSpan(next * image.Width * Channels, image.Width * Channels);
                ResizeRow(pixels, across, rows.Slice(next % window * row, row));
            }

            CombineRows(rows, down, y, output);
            for (int channel = 0; channel < Channels; channel++)
            {
                output.Slice(channel * Stride, size).CopyTo(planes.Slice(((channel * size) + y) * size, size));
            }
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    /// <summary>The taps from a side of <paramref name="input"/> pixels to one of <see cref="Size"/>.</summary>
    protected abstract ResizeTaps<TWeight> CreateTaps(int input);

    /// <summary>Resizes one row of interleaved RGB to three channels of <see cref="Stride"/> values.</summary>
    protected abstract void ResizeRow(ReadOnlySpan<byte> pixels, ResizeTaps<TWeight> taps, Span<float> row);

    /// <summary>Makes one output row, scaled for the network, from resized rows; source row i is at i modulo the longest tap.</summary>
    protected abstract void CombineRows(ReadOnlySpan<float> rows, ResizeTaps<TWeight> taps, int y, Span<float> output);

    /// <summary>One of the resized rows.</summary>
    protected ReadOnlySpan<Vector<float>> RowOf(ReadOnlySpan<float> rows, ResizeTaps<TWeight> taps, int index) =>
        MemoryMarshal.Cast<float, Vector<float>>(rows.Slice(index % taps.Longest * Channels * Stride, Channels * Stride));

    private ResizeTaps<TWeight> TapsFor(int input)
    {
        if (_taps.TryGetValue(input, out ResizeTaps<TWeight>? taps))
        {
            return taps;
        }

        taps = CreateTaps(input);
        if (input <= LongestCached && _taps.Count < MostCached)
        {
            _taps.TryAdd(input, taps);
        }

        return taps;
    }
}
