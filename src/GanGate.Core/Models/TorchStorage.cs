using GanGate.Archives;

namespace GanGate.Models;

/// <summary>A run of elements that tensors view; its bytes follow, or lie beside, what names it.</summary>
/// <param name="type">The type of all its elements.</param>
/// <param name="count">How many there are, as the file says.</param>
internal sealed class TorchStorage(TorchElementType type, long count)
{
    /// <summary>The type of all its elements.</summary>
    public TorchElementType Type { get; } = type;

    /// <summary>How many elements there are.</summary>
    public long Count { get; } = count;

    /// <summary>The elements, little endian, where they lie in the file.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    /// <summary>Whether it was said where the elements lie.</summary>
    public bool IsFilled { get; private set; }

    /// <summary>The bytes of one element.</summary>
    public int ElementSize => Type switch
    {
        TorchElementType.Float64 or TorchElementType.Int64 => 8,
        TorchElementType.Float32 or TorchElementType.Int32 => 4,
        TorchElementType.Float16 or TorchElementType.BFloat16 or TorchElementType.Int16 => 2,
        _ => 1,
    };

    /// <summary>Takes the elements from a place in the file, having checked that so many bytes are there.</summary>
    /// <param name="file">The file.</param>
    /// <param name="start">Where the first one lies.</param>
    /// <param name="available">How many bytes may be the storage's.</param>
    /// <exception cref="InvalidDataException">There are too few.</exception>
    public void Fill(FileMap file, long start, long available)
    {
        if (Count > available / ElementSize)
        {
            throw new InvalidDataException($"the file is cut short: a storage of {Count} elements is followed by {available} bytes");
        }

        if (Count > Array.MaxLength / ElementSize)
        {
            throw new InvalidDataException($"a storage of {Count} elements is larger than 2 GB");
        }

        Bytes = file.Slice(start, (int)Count * ElementSize);
        IsFilled = true;
    }
}
