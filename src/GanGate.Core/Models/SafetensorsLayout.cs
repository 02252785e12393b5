using System.Buffers.Binary;
using GanGate.Archives;

namespace GanGate.Models;

/// <summary>
/// The .safetensors layout: the length of the header in eight bytes, the header, and the tensors' elements one behind the other, each in C
/// order. As its authors' own reader does, this one refuses files whose tensors share bytes or leave some out.
/// </summary>
internal static class SafetensorsLayout
{
    /// <summary>Of the header; a network of thousands of tensors takes some hundred kilobytes.</summary>
    public const int LongestHeader = 1 << 24;

    private const int LengthSize = sizeof(ulong);

    /// <summary>Whether a file begins as one in this layout does: a length and the brace of a JSON object.</summary>
    public static bool Begins(ReadOnlySpan<byte> start) => start.Length > LengthSize && start[LengthSize] == '{';

    /// <summary>Reads the header and says where the tensors lie.</summary>
    /// <exception cref="InvalidDataException">It is not in this layout or damaged.</exception>
    public static OrderedDictionary<string, TorchTensor> Read(FileMap file)
    {
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(file.Slice(0, LengthSize).Span);
        if (length > LongestHeader)
        {
            throw new InvalidDataException($"its header claims {length} bytes, far more than a network needs");
        }

        if (length > (ulong)(file.Length - LengthSize)) throw new InvalidDataException("the file is cut short within its header");
        OrderedDictionary<string, SafetensorsHeader.Entry> entries = SafetensorsHeader.Parse(file.Slice(LengthSize, (int)length).Span);
        long data = LengthSize + (long)length;
        RequireWhole(entries, file.Length - data);
        OrderedDictionary<string, TorchTensor> tensors = [];
        foreach ((string name, SafetensorsHeader.Entry entry) in entries) tensors.Add(name, TensorOf(name, entry, file, data));
        GC.KeepAlive(file);
        return tensors;
    }

    // Each byte behind the header belongs to one entry.
    private static void RequireWhole(OrderedDictionary<string, SafetensorsHeader.Entry> entries, long length)
    {
        foreach ((string name, SafetensorsHeader.Entry entry) in entries)
        {
            if (entry.End < entry.Start) throw new InvalidDataException($"its entry '{name}' ends before it starts");
            if (entry.End > length)
            {
                throw new InvalidDataException($"the file is cut short: its entry '{name}' ends at byte {entry.End} of {length} behind the header");
            }
        }

        long end = 0;
        foreach ((string name, long start, long next) in FileRanges.RequireApart(entries.Select(entry => (entry.Key, entry.Value.Start, entry.Value.End))))
        {
            if (start > end) throw new InvalidDataException($"{start - end} bytes before its entry '{name}' belong to nothing");
            end = next;
        }

        if (end < length) throw new InvalidDataException($"{length - end} bytes at its end belong to nothing");
    }

    private static TorchTensor TensorOf(string name, SafetensorsHeader.Entry entry, FileMap file, long data)
    {
        // Lengths of a file's size at most, so that no product can overflow.
        Int128 count = 1;
        foreach (long length in entry.Shape) count = Int128.Min(count * length, long.MaxValue);
        TorchStorage storage = new(entry.Type, (long)count);
        if (count * storage.ElementSize != entry.End - entry.Start)
        {
            throw new InvalidDataException(
                $"its entry '{name}' has {entry.End - entry.Start} bytes for the shape ({string.Join(", ", entry.Shape.Take(8))})");
        }

        storage.Fill(file, data + entry.Start, entry.End - entry.Start);
        return new TorchTensor(storage, 0, entry.Shape, StridesOf(entry.Shape));
    }

    private static long[] StridesOf(long[] shape)
    {
        long[] strides = new long[shape.Length];
        long next = 1;
        for (int k = shape.Length - 1; k >= 0; k--)
        {
            strides[k] = next;
            next *= Math.Max(1, shape[k]);
        }

        return strides;
    }
}
