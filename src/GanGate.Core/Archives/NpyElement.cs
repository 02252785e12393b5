using System.Globalization;

namespace GanGate.Archives;

/// <summary>The type of an array's elements, as numpy's <c>descr</c> gives it.</summary>
/// <param name="Kind">f float, i signed, u unsigned, b bool, U unicode.</param>
/// <param name="Size">Bytes per element.</param>
/// <param name="BigEndian">Whether the most significant byte comes first.</param>
internal readonly record struct NpyElement(char Kind, int Size, bool BigEndian)
{
    private const int BytesPerCharacter = 4;

    /// <summary>The bytes of one number: an element, or a character of it.</summary>
    public int WordSize => Kind == 'U' ? BytesPerCharacter : Size;

    /// <summary>Understands <c>&lt;f8</c>, <c>|u1</c>, <c>&gt;i4</c>, <c>&lt;U12</c> and the like.</summary>
    /// <exception cref="InvalidDataException">It is another type, or none.</exception>
    public static NpyElement Parse(string descr)
    {
        if (descr is "O" or "|O" or "<O" or ">O")
        {
            throw new InvalidDataException("it holds pickled Python objects, which are never loaded");
        }

        ReadOnlySpan<char> text = descr;
        bool bigEndian = text.StartsWith(">");
        if (text.Length > 0 && text[0] is '<' or '>' or '|' or '=')
        {
            text = text[1..];
        }

        if (text.Length >= 2 && int.TryParse(text[1..], NumberStyles.None, CultureInfo.InvariantCulture, out int size))
        {
            bool known = (text[0], size) switch
            {
                ('f', 2 or 4 or 8) or ('i' or 'u', 1 or 2 or 4 or 8) or ('b', 1) => true,
                ('U', <= int.MaxValue / BytesPerCharacter) => true,
                _ => false,
            };
            if (known)
            {
                return new NpyElement(text[0], text[0] == 'U' ? size * BytesPerCharacter : size, bigEndian);
            }
        }

        throw new InvalidDataException($"its elements are of the type '{descr}', which is not supported");
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        char order = WordSize == 1 ? '|' : BigEndian ? '>' : '<';
        return string.Create(CultureInfo.InvariantCulture, $"{order}{Kind}{(Kind == 'U' ? Size / BytesPerCharacter : Size)}");
    }
}
