using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GanGate.Images;

/// <summary>The bits of a scan of a JPEG up to the next marker; behind them zeros follow, so that the end need not be looked for at each bit.</summary>
internal ref struct JpegBits
{
    /// <summary>Zeros behind the data: more than the longest block has.</summary>
    public const int Slack = 320;

    private const byte FirstRestart = JpegSegments.FirstRestart, LastRestart = JpegSegments.LastRestart;

    private readonly ref byte _bytes;
    private readonly int _length;
    private int _next;
    private int _held;
    private ulong _window;

    /// <summary>Takes the data up to the next marker.</summary>
    /// <param name="coded">The data of a scan; left are those behind the marker, where it is one of restart.</param>
    /// <param name="buffer">Room for them and for <see cref="Slack"/> bytes.</param>
    public JpegBits(ref ReadOnlySpan<byte> coded, Span<byte> buffer)
    {
        _length = Unstuff(ref coded, buffer);
        buffer.Slice(_length, Slack).Clear();
        _bytes = ref MemoryMarshal.GetReference(buffer);
    }

    /// <summary>Whether more bits were taken than there are.</summary>
    public readonly bool IsOver => (8L * _next) - _held > 8L * _length;

    /// <summary>Passes over a block that is coded at once (T.81, F.2.2).</summary>
    /// <param name="first">The table of its first coefficient.</param>
    /// <param name="rest">The table of the others.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void SkipBlock(JpegTable first, JpegTable rest)
    {
        int found = Peek(first);
        Skip((found >> 8) + (found & 0xFF));
        ref int steps = ref MemoryMarshal.GetArrayDataReference(rest.Steps);
        (ulong window, int held, int next) = (_window, _held, _next);
        for (int passed = 1; passed < JpegTable.Coefficients;)
        {
            // As many whole bytes as fit in, always, since a branch would be guessed wrong too often.
            window |= Eight(next) >> held;
            next += (63 - held) >> 3;
            held |= 56;
            int step = Unsafe.Add(ref steps, (int)(window >> (64 - JpegTable.QuickBits)));
            step = step == 0 ? rest.Step(window) : passed < JpegTable.RoomForTwo ? step >>> 16 : step & 0xFFFF;
            window <<= step & 0xFF;
            held -= step & 0xFF;
            passed += step >> 8;
        }

        (_window, _held, _next) = (window, held, next);
    }

    /// <summary>Passes over the coefficients that a scan of a progressive picture gives a block (T.81, G.1.2.2).</summary>
    /// <param name="table">Their table.</param>
    /// <param name="band">The coefficients of the scan, as bits.</param>
    /// <param name="known">Receives which of them come.</param>
    /// <returns>How many blocks behind this one have none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int SkipNew(JpegTable table, ulong band, ref ulong known)
    {
        ref int steps = ref MemoryMarshal.GetArrayDataReference(table.Steps);
        (ulong window, int held, int next, ulong found) = (_window, _held, _next, known);
        int at = BitOperations.TrailingZeroCount(band), last = BitOperations.Log2(band), run = 0;
        while (at <= last)
        {
            window |= Eight(next) >> held;
            next += (63 - held) >> 3;
            held |= 56;
            int step = Unsafe.Add(ref steps, (int)(window >> (64 - JpegTable.QuickBits))) & 0xFFFF;
            step = step == 0 ? table.Step(window) : step;
            int bits = step & 0xFF, passed = step >> 8;
            if (passed == JpegTable.Coefficients)
            {
                int zeros = table.Find(window) >> 4 & 15;
                run = (1 << zeros) - 1 + (int)(window << bits >> 32 >> (32 - zeros));
                (window, held) = (window << (bits + zeros), held - bits - zeros);
                break;
            }

            at += passed;
            bool comes = passed < JpegTable.ZerosAlone || (table.Find(window) & 15) != 0;
            (window, held) = (window << bits, held - bits);
            if (comes && at <= JpegTable.Coefficients) found |= 1UL << (at - 1);
        }

        (_window, _held, _next, known) = (window, held, next, found);
        return run;
    }

    /// <summary>Passes over what a later scan gives a block: new coefficients, and a bit for each that is known (T.81, G.1.2.3).</summary>
    /// <param name="table">The table of the new ones.</param>
    /// <param name="band">The coefficients of the scan, as bits.</param>
    /// <param name="known">Which of them came before; receives the new ones.</param>
    /// <param name="run">How many blocks from this one on have no new ones.</param>
    public void SkipRefined(JpegTable table, ulong band, ref ulong known, ref int run)
    {
        ulong left = band;
        while (run == 0 && left != 0)
        {
            int value = Value(table), zeros = value >> 4, size = value & 15;
            if (size == 0 && zeros < 15)
            {
                run = (1 << zeros) + Number(zeros);
                break;
            }

            if (size > 0) Skip(1);
            ulong free = left & ~known;
            for (; zeros > 0 && free != 0; zeros--) free &= free - 1;
            ulong place = free & (~free + 1), passed = place == 0 ? left : left & (place - 1);
            Skip(BitOperations.PopCount(passed & known));
            left &= ~(passed | place);
            if (size > 0) known |= place;
        }

        if (run == 0) return;
        run--;
        Skip(BitOperations.PopCount(left & known));
    }

    /// <summary>The length of the code that comes next in the upper byte, and its value in the lower; it is not passed.</summary>
    public int Peek(JpegTable table)
    {
        Fill();
        return table.Find(_window);
    }

    /// <summary>Passes over up to 64 bits.</summary>
    public void Skip(int bits)
    {
        for (int some; bits > 0; bits -= some)
        {
            Fill();
            some = Math.Min(bits, 32);
            (_window, _held) = (_window << some, _held - some);
        }
    }

    private int Value(JpegTable table)
    {
        int found = Peek(table);
        (_window, _held) = (_window << (found >> 8), _held - (found >> 8));
        return found & 0xFF;
    }

    // At most 16 bits.
    private int Number(int bits)
    {
        Fill();
        int number = (int)(_window >> 32 >> (32 - bits));
        (_window, _held) = (_window << bits, _held - bits);
        return number;
    }

    private void Fill()
    {
        _window |= Eight(_next) >> _held;
        _next += (63 - _held) >> 3;
        _held |= 56;
    }

    private readonly ulong Eight(int at)
    {
        ulong eight = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref _bytes, at));
        return BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(eight) : eight;
    }

    // A byte 0xFF of data has a zero behind it; of several 0xFF before one byte all but the last are filling.
    private static int Unstuff(ref ReadOnlySpan<byte> coded, Span<byte> buffer)
    {
        int length = 0;
        while (true)
        {
            int found = coded.IndexOf((byte)0xFF);
            ReadOnlySpan<byte> plain = found < 0 ? coded : coded[..found];
            plain.CopyTo(buffer[length..]);
            length += plain.Length;
            coded = coded[plain.Length..].TrimStart((byte)0xFF);
            if (coded.IsEmpty) return length;
            byte second = coded[0];
            if (second == 0) buffer[length++] = 0xFF;
            else if (second is not (>= FirstRestart and <= LastRestart)) coded = [];
            coded = coded.IsEmpty ? coded : coded[1..];
            if (second != 0) return length;
        }
    }
}
