namespace GanGate.Archives;

/// <summary>
/// The bytes of an array in Fortran's order, handed out in C order from the front: some entries of the first dimension at a time, so that
/// memory does not grow with the array.
/// </summary>
internal sealed class FortranRows
{
    // A file of images is turned round in few passes.
    private const long GroupBytes = 256L << 20;

    private readonly Reader _read;
    private readonly long _count;
    private readonly int _rowLength;
    private readonly int[] _places;
    private readonly int _groupRows;
    private byte[] _group = [];
    private long _next;
    private int _position;

    /// <summary>Begins.</summary>
    /// <param name="header">Of elements of one byte; at least two dimensions.</param>
    /// <param name="read">Fills a piece with the elements from an offset on.</param>
    /// <exception cref="InvalidDataException">One entry of the first dimension is too large.</exception>
    public FortranRows(NpyHeader header, Reader read)
    {
        (_read, _count) = (read, header.Shape[0]);
        long rowLength = header.ByteCount / Math.Max(_count, 1);
        if (rowLength > Array.MaxLength / 4) throw new InvalidDataException($"its entries of {rowLength} bytes are too large");
        _rowLength = (int)rowLength;
        _places = PlacesOf([.. header.Shape.Skip(1).Select(length => (int)length)], _rowLength);
        _groupRows = (int)Math.Clamp(GroupBytes / Math.Max(_rowLength, 1), 1, Math.Max(_count, 1));
    }

    /// <summary>Fills a piece with the bytes from an offset on.</summary>
    internal delegate void Reader(long offset, Span<byte> piece);

    /// <summary>Fills a piece with the next bytes in C order.</summary>
    public void Fill(Span<byte> piece)
    {
        while (!piece.IsEmpty)
        {
            if (_position == _group.Length) Load();
            int length = Math.Min(piece.Length, _group.Length - _position);
            _group.AsSpan(_position, length).CopyTo(piece);
            _position += length;
            piece = piece[length..];
        }
    }

    // In the file, the entries of the first dimension run fastest: those of a group stand together for each place within an entry.
    private void Load()
    {
        int rows = (int)Math.Min(_groupRows, _count - _next);
        _group = _group.Length == (long)rows * _rowLength ? _group : new byte[rows * _rowLength];
        byte[] column = new byte[rows];
        for (int place = 0; place < _rowLength; place++)
        {
            _read((place * _count) + _next, column);
            for (int row = 0; row < rows; row++) _group[(row * _rowLength) + _places[place]] = column[row];
        }

        _next += rows;
        _position = 0;
    }

    // For each place within an entry, counted with its first index running fastest, the place counted with the last.
    private static int[] PlacesOf(int[] shape, int length)
    {
        int[] places = new int[length], index = new int[shape.Length];
        for (int place = 0; place < length; place++)
        {
            int inCOrder = 0;
            for (int k = 0; k < shape.Length; k++) inCOrder = (inCOrder * shape[k]) + index[k];
            places[place] = inCOrder;
            for (int k = 0; k < shape.Length && ++index[k] == shape[k]; k++) index[k] = 0;
        }

        return places;
    }
}
