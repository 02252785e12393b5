namespace GanGate.Archives;

/// <summary>The bytes of one numpy array, header first, read once from the front.</summary>
internal interface IArrayReader
{
    /// <summary>How many bytes are left.</summary>
    long Remaining { get; }

    /// <summary>Fills the buffer.</summary>
    /// <exception cref="InvalidDataException">There are fewer bytes.</exception>
    void ReadExactly(Span<byte> buffer);

    /// <summary>Checks, once all was read, that nothing is left and that nothing was damaged.</summary>
    /// <exception cref="InvalidDataException">It was.</exception>
    void Complete();
}
