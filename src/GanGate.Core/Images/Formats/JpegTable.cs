namespace GanGate.Images;

/// <summary>A Huffman table of a JPEG (ITU-T T.81, C.2 and F.2.2.3), made for passing over what is coded with it.</summary>
internal sealed class JpegTable
{
    /// <summary>Codes up to this length are looked up at once.</summary>
    public const int QuickBits = 12;

    /// <summary>The coefficients of a block.</summary>
    public const int Coefficients = 64;

    // A step that begins before this coefficient leaves room in the block for a second one.
    public const int RoomForTwo = Coefficients - 16;

    /// <summary>So many coefficients are passed at once also where none of them comes.</summary>
    public const int ZerosAlone = 16;

    private const int LongestCode = 16;

    // Four tables of two pictures.
    private const int Kept = 8;

    [ThreadStatic]
    private static JpegTable[]? _last;

    [ThreadStatic]
    private static int _next;

    private readonly byte[] _counts;
    private readonly byte[] _values;

    // For each length the first number of 16 bits behind its codes, and what leads from a code to the place of its value.
    private readonly int[] _ends = new int[LongestCode + 1];
    private readonly int[] _shifts = new int[LongestCode + 1];

    // By the next bits: the length of the code there in the upper byte, its value in the lower; 0 where it is longer.
    private readonly ushort[] _quick = new ushort[1 << QuickBits];
    private int[]? _steps;

    private JpegTable(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> values)
    {
        (_counts, _values) = (counts.ToArray(), values.ToArray());
        int code = 0, at = 0;
        for (int length = 1; length <= LongestCode; length++)
        {
            (code, _shifts[length]) = (2 * code, at - (2 * code));
            for (int i = 0; i < counts[length - 1] && length <= QuickBits; i++)
            {
                int rest = QuickBits - length;
                _quick.AsSpan((code + i) << rest, 1 << rest).Fill((ushort)((length << 8) | _values[at + i]));
            }

            (code, at) = (code + counts[length - 1], at + counts[length - 1]);
            _ends[length] = code << (LongestCode - length);
        }
    }

    /// <summary>
    /// By the next <see cref="QuickBits"/> bits, of a table for all but the first coefficient: in the lower 16 bits a step over one value, in the
    /// upper ones over two where both begin there. A step has its bits in the lower 8, and above them the coefficients it passes over.
    /// </summary>
    public int[] Steps => _steps ??= MakeSteps();

    /// <summary>Makes a table; null where there are more codes than their lengths allow, which the decoder refuses.</summary>
    /// <param name="counts">How many codes have 1 to 16 bits.</param>
    /// <param name="values">The values, in the order of their codes.</param>
    public static JpegTable? Of(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> values)
    {
        int free = 1, all = 0;
        foreach (byte count in counts)
        {
            free = (2 * free) - count;
            all += count;
            if (free < 0) return null;
        }

        return all == values.Length ? Known(counts, values) : null;
    }

    // Most files have the tables of the standard, or those of the file before.
    private static JpegTable Known(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> values)
    {
        _last ??= new JpegTable[Kept];
        foreach (JpegTable? table in _last)
        {
            if (table is not null && counts.SequenceEqual(table._counts) && values.SequenceEqual(table._values)) return table;
        }

        _next = (_next + 1) % Kept;
        return _last[_next] = new JpegTable(counts, values);
    }

    /// <summary>The length of the code that comes next in the upper byte, and its value in the lower.</summary>
    /// <param name="window">The next bits, the first one highest.</param>
    /// <exception cref="ImageDecodingException">There is no such code.</exception>
    public int Find(ulong window)
    {
        int found = _quick[window >> (64 - QuickBits)];
        return found != 0 ? found : FindLong((int)(window >> (64 - LongestCode)));
    }

    /// <summary>A step, as in <see cref="Steps"/>, over one value of any length.</summary>
    public int Step(ulong window) => StepOver(Find(window));

    private static int StepOver(int found)
    {
        int zeros = (found >> 4) & 15, size = found & 15;
        int passed = size > 0 || zeros == 15 ? zeros + 1 : Coefficients;
        return (passed << 8) | ((found >> 8) + size);
    }

    private int FindLong(int code)
    {
        for (int length = QuickBits + 1; length <= LongestCode; length++)
        {
            if (code < _ends[length]) return (length << 8) | _values[(code >> (LongestCode - length)) + _shifts[length]];
        }

        throw new ImageDecodingException("the data are damaged (a code stands for nothing)");
    }

    private int[] MakeSteps()
    {
        int[] steps = new int[1 << QuickBits];
        for (int i = 0; i < steps.Length; i++)
        {
            if (_quick[i] == 0) continue;
            int one = StepOver(_quick[i]), bits = one & 0xFF, both = one;
            int next = bits < QuickBits ? _quick[(i << bits) & (steps.Length - 1)] : 0;

            // Bits behind those at hand are unknown, so the second code has to end among them. What follows the end is another block's.
            if (one >> 8 < Coefficients && next != 0 && (next >> 8) + bits <= QuickBits) both = one + StepOver(next);
            steps[i] = one | (both << 16);
        }

        return steps;
    }
}
