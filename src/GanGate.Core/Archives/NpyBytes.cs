namespace GanGate.Archives;

/// <summary>The raw elements of one array, in file order, read in any order by several threads at once.</summary>
/// <param name="header">What the bytes mean.</param>
/// <param name="bytes">The file or the part of it that holds the elements; disposed with this.</param>
/// <param name="start">Where in it they begin.</param>
/// <param name="origin">The file that was opened for them, where they were unpacked; null where they lie in place.</param>
internal sealed class NpyBytes(NpyHeader header, FileBytes bytes, long start = 0, FileStamp? origin = null) : IDisposable
{
    private readonly FileStamp _origin = origin ?? bytes.Stamp;

    /// <summary>The type, shape and order of the elements.</summary>
    public NpyHeader Header => header;

    /// <summary>Reads bytes from an offset among the elements.</summary>
    /// <exception cref="InvalidDataException">The file ends before.</exception>
    /// <exception cref="GanGateException">GG2040: the file changed.</exception>
    public void Read(long offset, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, header.ByteCount - destination.Length);
        bytes.Read(start + offset, destination);
    }

    /// <summary>
    /// These elements in C order, for arrays of single bytes; Fortran's order is turned round into a temporary file, so that one entry of
    /// the first dimension lies together. Disposes of the file where that is another one.
    /// </summary>
    /// <exception cref="InvalidDataException">The file ends before.</exception>
    /// <exception cref="GanGateException">GG2010: the temporary folder cannot take it. GG2040: the file changed.</exception>
    public NpyBytes InCOrder(string name)
    {
        if (!header.FortranOrder || header.Shape.Count < 2) return this;
        using (this)
        {
            FortranRows rows = new(header, Read);
            return new NpyBytes(header with { FortranOrder = false }, FileBytes.Unpack(name, rows.Fill, header.ByteCount), origin: _origin);
        }
    }

    /// <summary>These integers as single bytes, where each is one of 0 to 255; those of more bytes are narrowed into a temporary file.</summary>
    /// <exception cref="InvalidDataException">One is another number, or the file ends before.</exception>
    /// <exception cref="GanGateException">GG2010: the temporary folder cannot take it. GG2040: the file changed.</exception>
    public NpyBytes AsBytes(string name)
    {
        NpyElement single = new('u', 1, BigEndian: false);
        if (header.Element with { BigEndian = false } == single) return this;
        using (this)
        {
            NarrowIntegers integers = new(header.Element, Read);
            return new NpyBytes(header with { Element = single }, FileBytes.Unpack(name, integers.Fill, header.Count), origin: _origin);
        }
    }

    /// <summary>Makes sure that a path still leads to the file that was opened.</summary>
    /// <exception cref="GanGateException">GG2040.</exception>
    public void RequireUnchanged(string path) => _origin.Require(path);

    /// <inheritdoc/>
    public void Dispose() => bytes.Dispose();
}
