namespace GanGate.Models;

/// <summary>A run of elements that tensors view; its bytes follow, or lie beside, the pickle that names it.</summary>
/// <param name="type">The type of all its elements.</param>
/// <param name="count">How many there are, as the pickle says.</param>
internal sealed class TorchStorage(TorchElementType type, long count)
{
    private byte[]? _data;

    /// <summary>The type of all its elements.</summary>
    public TorchElementType Type { get; } = type;

    /// <summary>How many elements there are.</summary>
    public long Count { get; } = count;

    /// <summary>The elements, little endian.</summary>
    public ReadOnlySpan<byte> Data => _data;

    /// <summary>Whether the elements were read.</summary>
    public bool IsFilled => _data is not null;

    private int ElementSize => Type switch
    {
        TorchElementType.Float64 or TorchElementType.Int64 => 8,
        TorchElementType.Float32 or TorchElementType.Int32 => 4,
        TorchElementType.Float16 or TorchElementType.BFloat16 or TorchElementType.Int16 => 2,
        _ => 1,
    };

    /// <summary>Makes room for the elements, having checked that so many bytes are there to fill it.</summary>
    /// <param name="available">How many bytes are left to read.</param>
    /// <exception cref="InvalidDataException">There are too few.</exception>
    public Span<byte> Allocate(long available)
    {
        if (Count > available / ElementSize)
        {
            throw new InvalidDataException($"the file is cut short: a storage of {Count} elements is followed by {available} bytes");
        }

        if (Count > Array.MaxLength / ElementSize)
        {
            throw new InvalidDataException($"a storage of {Count} elements is larger than 2 GB");
        }

        _data = GC.AllocateUninitializedArray<byte>((int)Count * ElementSize);
        return _data;
    }
}
