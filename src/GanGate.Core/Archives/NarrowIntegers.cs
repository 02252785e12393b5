namespace GanGate.Archives;

/// <summary>The integers of an array as bytes, from the front, where each is one of 0 to 255.</summary>
/// <param name="element">What they are.</param>
/// <param name="read">Fills a piece with the array's bytes from an offset on.</param>
internal sealed class NarrowIntegers(NpyElement element, FortranRows.Reader read)
{
    private byte[] _wide = [];
    private long _next;

    /// <summary>Fills a piece with the next ones.</summary>
    /// <exception cref="InvalidDataException">One is another number.</exception>
    public void Fill(Span<byte> piece)
    {
        if (_wide.Length < piece.Length * element.Size) _wide = new byte[piece.Length * element.Size];
        Span<byte> wide = _wide.AsSpan(0, piece.Length * element.Size);
        read(_next * element.Size, wide);
        int lowest = element.BigEndian ? element.Size - 1 : 0;
        for (int i = 0; i < piece.Length; i++)
        {
            Span<byte> number = wide.Slice(i * element.Size, element.Size);
            piece[i] = number[lowest];
            number[lowest] = 0;
            if (number.ContainsAnyExcept((byte)0) || (element is { Kind: 'i', Size: 1 } && piece[i] > sbyte.MaxValue)) throw NoPixel(number, lowest, piece[i]);
        }

        _next += piece.Length;
    }

    private InvalidDataException NoPixel(Span<byte> number, int lowest, byte low)
    {
        number[lowest] = low;
        if (!element.BigEndian) number.Reverse();
        Int128 value = element.Kind == 'i' && number[0] > sbyte.MaxValue ? -1 : 0;
        foreach (byte next in number) value = (value << 8) | next;
        return new InvalidDataException(FormattableString.Invariant(
            $"it holds the number {value}, and integers ({element}) are pixels only where all of them are 0 to 255: scale them, and convert them with astype('uint8')"));
    }
}
