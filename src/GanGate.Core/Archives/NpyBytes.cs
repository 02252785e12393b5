namespace GanGate.Archives;

/// <summary>The raw elements of one array, in file order, read in any order by several threads at once.</summary>
/// <param name="header">What the bytes mean.</param>
/// <param name="bytes">The elements; disposed with this.</param>
internal sealed class NpyBytes(NpyHeader header, FileBytes bytes) : IDisposable
{
    /// <summary>The type, shape and order of the elements.</summary>
    public NpyHeader Header => header;

    /// <summary>Reads bytes from an offset among the elements.</summary>
    /// <exception cref="InvalidDataException">The file ends before.</exception>
    /// <exception cref="GanGateException">GG2040: the file changed.</exception>
    public void Read(long offset, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, header.ByteCount - destination.Length);
        bytes.Read(offset, destination);
    }

    /// <inheritdoc/>
    public void Dispose() => bytes.Dispose();
}
