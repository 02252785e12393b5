using System.Buffers.Binary;
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
            if (held < 32)
            {
                window |= (ulong)Four(next) << (32 - held);
                (next, held) = (next + 4, held + 32);
            }

            int step = Unsafe.Add(ref steps, (int)(window >> (64 - JpegTable.QuickBits)));
            step = step == 0 ? rest.Step(window) : passed < JpegTable.RoomForTwo ? step >>> 16 : step & 0xFFFF;
            window <<= step & 0xFF;
            held -= step & 0xFF;
            passed += step >> 8;
        }

        (_window, _held, _next) = (window, held, next);
    }

    /// <summary>The code that comes next, as <see cref="JpegTable.Find"/> gives it; it is not passed.</summary>
    public int Peek(JpegTable table)
    {
        Fill();
        return table.Find(_window);
    }

    /// <summary>The value of the next code.</summary>
    public int Value(JpegTable table)
    {
        int found = Peek(table);
        Skip(found >> 8);
        return found & 0xFF;
    }

    /// <summary>The next bits as a number, at most 16.</summary>
    public int Number(int bits)
    {
        Fill();
        int number = (int)(_window >> 32 >> (32 - bits));
        Skip(bits);
        return number;
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

    private void Fill()
    {
        if (_held >= 32) return;
        _window |= (ulong)Four(_next) << (32 - _held);
        (_next, _held) = (_next + 4, _held + 32);
    }

    private readonly uint Four(int at)
    {
        uint four = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref _bytes, at));
        return BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(four) : four;
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
