using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GanGate.Archives;

namespace GanGate.Models;

/// <summary>A tensor of a checkpoint: a strided view of a storage, which other tensors may share.</summary>
internal sealed class TorchTensor
{
    /// <summary>As many dimensions as PyTorch allows.</summary>
    public const int MostDimensions = 64;

    private readonly TorchStorage _storage;
    private readonly long _offset;
    private readonly int[] _shape;
    private readonly long[] _strides;

    /// <summary>Creates the view.</summary>
    /// <param name="storage">What it views.</param>
    /// <param name="offset">The element of the storage where it starts.</param>
    /// <param name="shape">The lengths along its dimensions; none for a single value.</param>
    /// <param name="strides">The steps along its dimensions, in elements of the storage.</param>
    /// <exception cref="InvalidDataException">It does not lie within the storage, or repeats elements.</exception>
    public TorchTensor(TorchStorage storage, long offset, long[] shape, long[] strides)
    {
        if (shape.Length != strides.Length || offset < 0
            || shape.Any(length => length is < 0 or > int.MaxValue) || strides.Any(stride => stride < 0))
        {
            throw new InvalidDataException($"a tensor has the impossible shape {Text(shape)} with the strides {Text(strides)}");
        }

        (_storage, _offset, _strides) = (storage, offset, strides);
        _shape = [.. shape.Select(length => (int)length)];
        Count = CountWithin(storage, offset, shape, strides);
    }

    /// <summary>The lengths along its dimensions; none for a single value.</summary>
    public IReadOnlyList<int> Shape => _shape;

    /// <summary>The type of its elements in the file.</summary>
    public TorchElementType ElementType => _storage.Type;

    /// <summary>How many elements it has.</summary>
    public int Count { get; }

    /// <summary>A copy of its elements in row-major (C) order, whatever its strides.</summary>
    /// <typeparam name="T">What to convert them to: rounded to nearest, and to the nearest end of an integer type.</typeparam>
    public T[] ToArray<T>()
        where T : unmanaged, INumberBase<T>
    {
        T[] result = ElementType switch
        {
            TorchElementType.Float32 => Convert<float, T>(Elements<float>()),
            TorchElementType.Float64 => Convert<double, T>(Elements<double>()),
            TorchElementType.Float16 => Convert<Half, T>(Elements<Half>()),
            TorchElementType.BFloat16 => Convert<float, T>(Widen(Elements<ushort>())),
            TorchElementType.Int64 => Convert<long, T>(Elements<long>()),
            TorchElementType.Int32 => Convert<int, T>(Elements<int>()),
            TorchElementType.Int16 => Convert<short, T>(Elements<short>()),
            TorchElementType.Int8 => Convert<sbyte, T>(Elements<sbyte>()),
            _ => Convert<byte, T>(Elements<byte>()),
        };

        // A span alone does not keep its file.
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>
    /// Its elements in row-major (C) order: the file's own bytes where they can be taken as they are (of this type, contiguous, aligned), so
    /// that nothing is copied; else a copy, as by <see cref="ToArray"/>.
    /// </summary>
    /// <typeparam name="T">What they are to be.</typeparam>
    public ReadOnlyMemory<T> AsMemory<T>()
        where T : unmanaged, INumberBase<T>
    {
        if (Count == 0 || !IsOf<T>() || !IsContiguous()) return ToArray<T>();
        int size = Unsafe.SizeOf<T>();
        ReadOnlyMemory<byte> bytes = _storage.Bytes.Slice((int)_offset * size, Count * size);
        return IsAligned(bytes, size) ? new CastMemory<T>(bytes).Memory : ToArray<T>();
    }

    private static int CountWithin(TorchStorage storage, long offset, long[] shape, long[] strides)
    {
        if (shape.Contains(0))
        {
            return 0;
        }

        // Each term is below 2^95 and there are at most 64 of them.
        Int128 last = offset;
        Int128 count = 1;
        for (int k = 0; k < shape.Length; k++)
        {
            last += (Int128)(shape[k] - 1) * strides[k];
            count = Int128.Min(count * shape[k], long.MaxValue);
        }

        if (last >= storage.Count)
        {
            throw new InvalidDataException(
                $"a tensor of the shape {Text(shape)} reaches element {last} of a storage that has {storage.Count}");
        }

        // An expanded view could ask for any amount of memory; no state dict of a network holds one.
        return count <= Math.Min(storage.Count, Array.MaxLength)
            ? (int)count
            : throw new InvalidDataException($"a tensor of the shape {Text(shape)} repeats the {storage.Count} elements of its storage");
    }

    private bool IsOf<T>() => ElementType switch
    {
        TorchElementType.Float32 => typeof(T) == typeof(float),
        TorchElementType.Float64 => typeof(T) == typeof(double),
        TorchElementType.Float16 => typeof(T) == typeof(Half),
        _ => false,
    };

    private static unsafe bool IsAligned(ReadOnlyMemory<byte> bytes, int size)
    {
        fixed (byte* start = bytes.Span) return (nuint)start % (nuint)size == 0;
    }

    private ReadOnlySpan<T> Elements<T>()
        where T : unmanaged
    {
        ReadOnlySpan<T> elements = MemoryMarshal.Cast<byte, T>(_storage.Bytes.Span);
        if (Count == 0)
        {
            return [];
        }

        return IsContiguous() ? elements.Slice((int)_offset, Count) : Gather(elements);
    }

    private bool IsContiguous()
    {
        long expected = 1;
        for (int k = _shape.Length - 1; k >= 0; k--)
        {
            if (_shape[k] != 1 && _strides[k] != expected)
            {
                return false;
            }

            expected *= _shape[k];
        }

        return true;
    }

    private T[] Gather<T>(ReadOnlySpan<T> elements)
        where T : unmanaged
    {
        T[] result = new T[Count];
        int[] index = new int[_shape.Length];
        long position = _offset;
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = elements[(int)position];
            for (int k = index.Length - 1; k >= 0; k--)
            {
                position += _strides[k];
                if (++index[k] < _shape[k])
                {
                    break;
                }

                position -= _strides[k] * index[k];
                index[k] = 0;
            }
        }

        return result;
    }

    private static T[] Convert<TFile, T>(ReadOnlySpan<TFile> elements)
        where TFile : unmanaged, INumberBase<TFile>
        where T : unmanaged, INumberBase<T>
    {
        T[] result = GC.AllocateUninitializedArray<T>(elements.Length);
        TensorPrimitives.ConvertSaturating(elements, result);
        return result;
    }

    // A bfloat16 is the upper half of a float32.
    private static float[] Widen(ReadOnlySpan<ushort> elements)
    {
        float[] result = new float[elements.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = BitConverter.UInt32BitsToSingle((uint)elements[i] << 16);
        }

        return result;
    }

    private static string Text(long[] values) => $"({string.Join(", ", values.Take(8))}{(values.Length > 8 ? ", ..." : "")})";
}
