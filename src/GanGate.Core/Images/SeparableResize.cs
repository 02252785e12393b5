using System.Buffers;
using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GanGate.Images;

/// <summary>
/// Resizes rows, then columns. A row of the source is resized once, when the first output row needs it, and kept as long as
/// one does; so the memory is that of a few rows, and rows nobody needs are not touched.
/// </summary>
/// <typeparam name="TWeight">The precision of the rule's weights.</typeparam>
/// <param name="size">Width and height of the output, in pixels.</param>
/// <param name="crop">What becomes of images that are not square.</param>
/// <param name="normalization">What resized values go through.</param>
internal abstract class SeparableResize<TWeight>(int size, Crop crop, Normalization normalization) : Preprocessing
{
    private const int Channels = 3;

    // Sets of images of any size must not fill the memory with taps, nor one of a huge size.
    private const int MostCached = 256;
    private const int LongestCached = 8192;

    private readonly ConcurrentDictionary<(int Input, int Output), ResizeTaps<TWeight>> _taps = new();

    public sealed override int Size => size;

    /// <summary>A channel of a row: as many values as fill whole vectors, <see cref="Size"/> of which count.</summary>
    protected int Stride { get; } = (size + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;

    public sealed override void Apply(RgbImage image, Span<float> planes)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfNotEqual(planes.Length, Channels * size * size);
        Frame frame = Frame.Of(crop, image.Width, image.Height, size);
        ResizeTaps<TWeight> across = TapsFor(frame.Width, frame.Across), down = TapsFor(frame.Height, frame.Down);
        int row = Channels * Stride, window = down.Longest, width = frame.Width * Channels;
        float[] rented = ArrayPool<float>.Shared.Rent(((window + 1) * row) + width);
        Span<float> rows = rented.AsSpan(0, window * row), output = rented.AsSpan(window * row, row);
        Span<float> samples = rented.AsSpan((window + 1) * row, width);
        int next = 0;
        for (int y = 0; y < size; y++)
        {
            for (next = Math.Max(next, down.First[y]); next < down.End[y]; next++)
            {
                ReadSamples(image, (((frame.Top + next) * image.Width) + frame.Left) * Channels, samples);
                ResizeRow(samples, across, rows.Slice(next % window * row, row));
            }

            CombineRows(rows, down, y, output);
            for (int channel = 0; channel < Channels; channel++)
            {
                normalization.Apply(output.Slice(channel * Stride, Stride), channel);
                output.Slice(channel * Stride, size).CopyTo(planes.Slice(((normalization.PlaneOf(channel) * size) + y) * size, size));
            }
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    /// <summary>The taps of <see cref="Size"/> pixels of a side that is resized.</summary>
    /// <param name="input">Pixels of the side.</param>
    /// <param name="output">Pixels of the resized side.</param>
    /// <param name="from">The first of the pixels.</param>
    protected abstract ResizeTaps<TWeight> CreateTaps(int input, int output, int from);

    /// <summary>Resizes one row of interleaved RGB, from 0 to 255, to three channels of <see cref="Stride"/> values.</summary>
    protected abstract void ResizeRow(ReadOnlySpan<float> samples, ResizeTaps<TWeight> taps, Span<float> row);

    /// <summary>Makes one output row, not normalised, from resized rows; source row i is at i modulo the longest tap.</summary>
    protected abstract void CombineRows(ReadOnlySpan<float> rows, ResizeTaps<TWeight> taps, int y, Span<float> output);

    /// <summary>One of the resized rows.</summary>
    protected ReadOnlySpan<Vector<float>> RowOf(ReadOnlySpan<float> rows, ResizeTaps<TWeight> taps, int index) =>
        MemoryMarshal.Cast<float, Vector<float>>(rows.Slice(index % taps.Longest * Channels * Stride, Channels * Stride));

    // Vector code is many times slower before it is optimised; a small set of images would end before that.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReadSamples(RgbImage image, int start, Span<float> samples)
    {
        if (image.Unrounded is float[] unrounded)
        {
            unrounded.AsSpan(start, samples.Length).CopyTo(samples);
            return;
        }

        ReadOnlySpan<byte> pixels = image.Pixels.AsSpan(start, samples.Length);
        int i = 0, quarter = Vector<float>.Count;
        for (; i <= pixels.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(pixels[i..]), out Vector<ushort> low, out Vector<ushort> high);
            Vector.Widen(low, out Vector<uint> first, out Vector<uint> second);
            Vector.Widen(high, out Vector<uint> third, out Vector<uint> fourth);
            Vector.ConvertToSingle(first.As<uint, int>()).CopyTo(samples[i..]);
            Vector.ConvertToSingle(second.As<uint, int>()).CopyTo(samples[(i + quarter)..]);
            Vector.ConvertToSingle(third.As<uint, int>()).CopyTo(samples[(i + (2 * quarter))..]);
            Vector.ConvertToSingle(fourth.As<uint, int>()).CopyTo(samples[(i + (3 * quarter))..]);
        }

        for (; i < pixels.Length; i++) samples[i] = pixels[i];
    }

    private ResizeTaps<TWeight> TapsFor(int input, int output)
    {
        if (_taps.TryGetValue((input, output), out ResizeTaps<TWeight>? taps))
        {
            return taps;
        }

        taps = CreateTaps(input, output, Frame.Offset(output, size));
        if (input <= LongestCached && _taps.Count < MostCached)
        {
            _taps.TryAdd((input, output), taps);
        }

        return taps;
    }
}
