using System.Text;

namespace GanGate.Tests.Models;

/// <summary>Writes pickles of protocol 2, one operation per call.</summary>
internal sealed class PicklePrinter(Stream stream)
{
    public PicklePrinter Start() => Write(0x80, [2]);

    public PicklePrinter Stop() => Write('.');

    public PicklePrinter Mark() => Write('(');

    public PicklePrinter None() => Write('N');

    public PicklePrinter True() => Write(0x88);

    public PicklePrinter False() => Write(0x89);

    public PicklePrinter Integer(int value) => Write('J', BitConverter.GetBytes(value));

    public PicklePrinter LongInteger(byte[] littleEndian) => Write(0x8a, [(byte)littleEndian.Length, .. littleEndian]);

    public PicklePrinter Text(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return Write('X', [.. BitConverter.GetBytes(bytes.Length), .. bytes]);
    }

    public PicklePrinter Global(string module, string name) => Write('c', Encoding.ASCII.GetBytes($"{module}\n{name}\n"));

    public PicklePrinter Tuple(int count) => Write(count == 0 ? ')' : 0x84 + count);

    public PicklePrinter TupleFromMark() => Write('t');

    public PicklePrinter Integers(IEnumerable<int> values)
    {
        Mark();
        foreach (int value in values)
        {
            Integer(value);
        }

        return TupleFromMark();
    }

    public PicklePrinter Dictionary() => Write('}');

    public PicklePrinter SetItem() => Write('s');

    public PicklePrinter List() => Write(']');

    public PicklePrinter Append() => Write('a');

    public PicklePrinter Reduce() => Write('R');

    public PicklePrinter Build() => Write('b');

    public PicklePrinter PersistentLoad() => Write('Q');

    public PicklePrinter Store(byte index) => Write('q', [index]);

    public PicklePrinter Recall(byte index) => Write('h', [index]);

    public PicklePrinter Raw(params byte[] bytes) => Write(bytes[0], bytes[1..]);

    private PicklePrinter Write(int code, byte[]? argument = null)
    {
        stream.WriteByte((byte)code);
        stream.Write(argument ?? []);
        return this;
    }
}
