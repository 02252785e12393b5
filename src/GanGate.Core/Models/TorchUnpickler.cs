using System.Buffers.Binary;
using System.Text;

namespace GanGate.Models;

/// <summary>
/// Reads the pickles of a state dict or of a TorchScript module (Python's pickle protocols 2 to 5) and nothing else: a pickle is a program, so the few names
/// that PyTorch needs are known here, every other one is refused, and nothing is ever executed.
/// </summary>
internal sealed partial class TorchUnpickler
{
    // The Inception checkpoint takes 25,000; the bound keeps a large hostile file from filling the memory with tiny objects.
    private const int MostOperations = 1_000_000;
    private const int LongestName = 256;

    // Of the classes that a TorchScript archive defines.
    private const string ModulePrefix = "__torch__.";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Stream _stream;
    private readonly OrderedDictionary<string, TorchStorage> _storages;
    private readonly List<object?> _stack = [];
    private readonly List<int> _marks = [];
    private readonly Dictionary<uint, object?> _memo = [];

    private TorchUnpickler(Stream stream, OrderedDictionary<string, TorchStorage> storages) => (_stream, _storages) = (stream, storages);

    /// <summary>Reads one pickle from a seekable stream, up to its end.</summary>
    /// <param name="stream">Where it starts.</param>
    /// <param name="storages">Receives the storages it names, by key, yet without their elements.</param>
    /// <returns>
    /// null, bool, long, <see cref="Int128"/> (for longer integers), double, string, object?[] (a tuple), List&lt;object?&gt;,
    /// OrderedDictionary&lt;string, object?&gt;, <see cref="TorchStorage"/>, <see cref="TorchTensor"/> or <see cref="TorchModule"/>.
    /// </returns>
    /// <exception cref="InvalidDataException">It is cut short, malformed, or needs what no state dict needs.</exception>
    public static object? Load(Stream stream, OrderedDictionary<string, TorchStorage> storages)
        => new TorchUnpickler(stream, storages).Run();

    private object? Run()
    {
        for (int operations = 0; operations < MostOperations; operations++)
        {
            byte code = ReadByte();
            if (code == '.')
            {
                object? result = Pop();
                return _stack.Count == 0 && _marks.Count == 0 ? result : throw Malformed();
            }

            if (!PushConstant(code) && !UseMemo(code) && !BuildContainer(code))
            {
                Construct(code);
            }
        }

        throw new InvalidDataException($"its pickle has more than {MostOperations} operations, far more than a state dict needs");
    }

    private bool PushConstant(byte code)
    {
        switch ((char)code)
        {
            case 'N':
                Push(null);
                break;
            case '\x88' or '\x89':
                Push(code == 0x88);
                break;
            case 'K':
                Push((long)ReadByte());
                break;
            case 'M':
                Push((long)BinaryPrimitives.ReadUInt16LittleEndian(ReadBytes(2)));
                break;
            case 'J':
                Push((long)BinaryPrimitives.ReadInt32LittleEndian(ReadBytes(4)));
                break;
            case '\x8a':
                PushLongInteger(ReadBytes(ReadByte()));
                break;
            case 'G':
                Push(BinaryPrimitives.ReadDoubleBigEndian(ReadBytes(8)));
                break;
            case 'X':
                Push(Text(ReadBytes(ReadUInt32())));
                break;
            case '\x8c':
                Push(Text(ReadBytes(ReadByte())));
                break;
            case 'U':
                Push(Encoding.Latin1.GetString(ReadBytes(ReadByte())));
                break;
            default:
                return false;
        }

        return true;
    }

    private bool UseMemo(byte code)
    {
        switch ((char)code)
        {
            case 'q':
                _memo[ReadByte()] = Peek();
                break;
            case 'r':
                _memo[ReadUInt32()] = Peek();
                break;
            case '\x94':
                _memo[(uint)_memo.Count] = Peek();
                break;
            case 'h':
                Push(_memo.TryGetValue(ReadByte(), out object? near) ? near : throw Malformed());
                break;
            case 'j':
                Push(_memo.TryGetValue(ReadUInt32(), out object? far) ? far : throw Malformed());
                break;
            default:
                return false;
        }

        return true;
    }

    private bool BuildContainer(byte code)
    {
        switch ((char)code)
        {
            case '(':
                _marks.Add(_stack.Count);
                break;
            case ')':
                Push(Array.Empty<object?>());
                break;
            case '\x85' or '\x86' or '\x87':
                Push(PopMany(code - 0x84));
                break;
            case 't':
                Push(PopToMark());
                break;
            case ']':
                Push(new List<object?>());
                break;
            case 'a':
                Append([Pop()]);
                break;
            case 'e':
                Append(PopToMark());
                break;
            case '}':
                Push(new OrderedDictionary<string, object?>());
                break;
            case 's':
                SetItems(PopMany(2));
                break;
            case 'u':
                SetItems(PopToMark());
                break;
            default:
                return false;
        }

        return true;
    }

    private void Append(object?[] items) => (Peek() as List<object?> ?? throw Malformed()).AddRange(items);

    private void SetItems(object?[] pairs)
    {
        if (Peek() is not OrderedDictionary<string, object?> dictionary || pairs.Length % 2 != 0)
        {
            throw Malformed();
        }

        for (int i = 0; i < pairs.Length; i += 2)
        {
            dictionary[pairs[i] as string ?? throw new InvalidDataException("a dictionary has keys that are no text")] = pairs[i + 1];
        }
    }

    // No operation may reach below the last mark.
    private int Available => _stack.Count - (_marks.Count == 0 ? 0 : _marks[^1]);

    private void Push(object? value) => _stack.Add(value);

    private object? Peek() => Available > 0 ? _stack[^1] : throw Malformed();

    private object? Pop() => PopMany(1)[0];

    private object?[] PopMany(int count)
    {
        if (Available < count)
        {
            throw Malformed();
        }

        object?[] values = [.. _stack[^count..]];
        _stack.RemoveRange(_stack.Count - count, count);
        return values;
    }

    private object?[] PopToMark()
    {
        object?[] values = _marks.Count > 0 ? PopMany(Available) : throw Malformed();
        _marks.RemoveAt(_marks.Count - 1);
        return values;
    }

    private byte ReadByte()
    {
        int value = _stream.ReadByte();
        return value >= 0 ? (byte)value : throw new InvalidDataException("the file is cut short within its pickle");
    }

    private uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(ReadBytes(4));

    private byte[] ReadBytes(long count)
    {
        if (count > _stream.Length - _stream.Position)
        {
            throw new InvalidDataException("the file is cut short within its pickle");
        }

        byte[] bytes = new byte[count];
        _stream.ReadExactly(bytes);
        return bytes;
    }

    private void PushLongInteger(byte[] littleEndian)
    {
        if (littleEndian.Length > 16)
        {
            throw new InvalidDataException("its pickle holds an integer of more than 128 bits");
        }

        byte sign = littleEndian.Length > 0 && littleEndian[^1] > 127 ? byte.MaxValue : byte.MinValue;
        Int128 value = BinaryPrimitives.ReadInt128LittleEndian([.. littleEndian, .. Enumerable.Repeat(sign, 16 - littleEndian.Length)]);
        if (value == (long)value)
        {
            Push((long)value);
        }
        else
        {
            Push(value);
        }
    }

    private static string Text(byte[] utf8)
    {
        try
        {
            return StrictUtf8.GetString(utf8);
        }
        catch (DecoderFallbackException exception)
        {
            throw new InvalidDataException("its pickle holds text that is not UTF-8", exception);
        }
    }

    private static InvalidDataException Malformed() => new("its pickle is malformed");
}
