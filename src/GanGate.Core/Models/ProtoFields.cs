using System.Buffers.Binary;

namespace GanGate.Models;

/// <summary>One field of a protocol-buffers message.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Value">A number's value.</param>
/// <param name="Content">What a text, a message or packed numbers hold; null for a number.</param>
internal readonly record struct ProtoField(int Number, long Value, ReadOnlyMemory<byte>? Content);

/// <summary>Reads a message field by field, without copying what is in it.</summary>
internal static class ProtoFields
{
    private const int Varint = 0, Fixed64 = 1, Delimited = 2, Fixed32 = 5;

    /// <summary>The fields of a message, in the order in which they are written.</summary>
    /// <exception cref="InvalidDataException">It is no such message.</exception>
    public static IEnumerable<ProtoField> Of(ReadOnlyMemory<byte> message)
    {
        int at = 0;
        while (at < message.Length)
        {
            ulong tag = Number(message.Span, ref at);
            int field = (int)(tag >> 3);
            if ((tag & 7) == Delimited)
            {
                ulong length = Number(message.Span, ref at);
                if (length > (ulong)(message.Length - at)) throw Damaged();
                yield return new ProtoField(field, 0, message.Slice(at, (int)length));
                at += (int)length;
            }
            else
            {
                yield return new ProtoField(field, Scalar((int)(tag & 7), message.Span, ref at), null);
            }
        }
    }

    private static long Scalar(int type, ReadOnlySpan<byte> message, ref int at)
    {
        if (type == Varint) return (long)Number(message, ref at);
        int length = type switch { Fixed64 => sizeof(ulong), Fixed32 => sizeof(uint), _ => throw Damaged() };
        if (length > message.Length - at) throw Damaged();
        ReadOnlySpan<byte> bytes = message.Slice(at, length);
        at += length;
        return length == sizeof(uint) ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadInt64LittleEndian(bytes);
    }

    private static ulong Number(ReadOnlySpan<byte> message, ref int at)
    {
        ulong number = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            if (at >= message.Length) throw Damaged();
            byte next = message[at++];
            number |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return number;
        }

        throw Damaged();
    }

    private static InvalidDataException Damaged() => new("it is no protocol-buffers message, or cut");
}
