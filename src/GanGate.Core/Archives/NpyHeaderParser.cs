using System.Globalization;

namespace GanGate.Archives;

/// <summary>
/// Parses the text of a numpy header, a Python dictionary such as
/// <c>{'descr': '&lt;f8', 'fortran_order': False, 'shape': (3, 4), }</c>.
/// </summary>
internal ref struct NpyHeaderParser
{
    private const int MostDimensions = 64;

    private ReadOnlySpan<char> _rest;

    private NpyHeaderParser(string text) => _rest = text;

    /// <summary>Parses the text; its keys may come in any order.</summary>
    /// <exception cref="InvalidDataException">It is not such a dictionary.</exception>
    public static NpyHeader Parse(string text) => new NpyHeaderParser(text).ParseDictionary();

    private NpyHeader ParseDictionary()
    {
        NpyElement? element = null;
        bool? fortranOrder = null;
        List<long>? shape = null;
        Expect('{');
        while (!TryTake('}'))
        {
            string key = ParseString();
            Expect(':');
            switch (key)
            {
                case "descr" when element is null:
                    element = NpyElement.Parse(ParseDescr());
                    break;
                case "fortran_order" when fortranOrder is null:
                    fortranOrder = ParseBoolean();
                    break;
                case "shape" when shape is null:
                    shape = ParseShape();
                    break;
                default:
                    throw Malformed();
            }

            if (!TryTake(','))
            {
                Expect('}');
                break;
            }
        }

        bool complete = element is not null && fortranOrder is not null && shape is not null && _rest.Trim().IsEmpty;
        return complete ? new NpyHeader(element!.Value, fortranOrder!.Value, shape!) : throw Malformed();
    }

    private string ParseDescr()
    {
        if (TryTake('['))
        {
            throw new InvalidDataException("its elements are records, which are not supported");
        }

        return ParseString();
    }

    private string ParseString()
    {
        char quote = TryTake('\'') ? '\'' : '"';
        if (quote == '"')
        {
            Expect('"');
        }

        int end = _rest.IndexOf(quote);
        string text = end < 0 ? throw Malformed() : _rest[..end].ToString();
        _rest = _rest[(end + 1)..];
        return text;
    }

    private bool ParseBoolean()
    {
        _rest = _rest.TrimStart();
        (bool value, int length) = _rest.StartsWith("True") ? (true, 4) : _rest.StartsWith("False") ? (false, 5) : throw Malformed();
        _rest = _rest[length..];
        return value;
    }

    private List<long> ParseShape()
    {
        List<long> shape = [];
        Expect('(');
        while (!TryTake(')'))
        {
            shape.Add(ParseLength());
            if (shape.Count > MostDimensions)
            {
                throw new InvalidDataException($"it has more than {MostDimensions} dimensions");
            }

            if (!TryTake(','))
            {
                Expect(')');
                break;
            }
        }

        return shape;
    }

    private long ParseLength()
    {
        _rest = _rest.TrimStart();
        int digits = _rest.IndexOfAnyExceptInRange('0', '9');
        if (digits <= 0 || !long.TryParse(_rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out long length))
        {
            throw Malformed();
        }

        _rest = _rest[digits..];
        TryTake('L'); // Python 2 wrote long integers so.
        return length;
    }

    private void Expect(char wanted)
    {
        if (!TryTake(wanted))
        {
            throw Malformed();
        }
    }

    private bool TryTake(char wanted)
    {
        _rest = _rest.TrimStart();
        bool found = !_rest.IsEmpty && _rest[0] == wanted;
        if (found)
        {
            _rest = _rest[1..];
        }

        return found;
    }

    private static InvalidDataException Malformed() => new("its header is not one that numpy writes");
}
