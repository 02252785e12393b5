using System.Runtime.InteropServices;
using Google.Protobuf;

namespace GanGate.Models;

/// <summary>One protocol-buffers message, gathered field by field and written in one pass; large data is not copied until then.</summary>
internal sealed class ProtoMessage
{
    private readonly List<Action<CodedOutputStream>> _fields = [];

    /// <summary>The bytes it takes when written.</summary>
    public int Length { get; private set; }

    public ProtoMessage Add(int field, long value) =>
        Add(field, WireFormat.WireType.Varint, CodedOutputStream.ComputeInt64Size(value), output => output.WriteInt64(value));

    public ProtoMessage Add(int field, float value) =>
        Add(field, WireFormat.WireType.Fixed32, sizeof(float), output => output.WriteFloat(value));

    public ProtoMessage Add(int field, string value) =>
        Add(field, WireFormat.WireType.LengthDelimited, CodedOutputStream.ComputeStringSize(value), output => output.WriteString(value));

    /// <summary>Adds the numbers' own bytes, little-endian.</summary>
    public ProtoMessage Add<T>(int field, ReadOnlyMemory<T> values)
        where T : unmanaged =>
        AddDelimited(
            field,
            checked(values.Length * Marshal.SizeOf<T>()),
            output => output.WriteBytes(ByteString.CopyFrom(MemoryMarshal.AsBytes(values.Span))));

    /// <summary>Adds a message inside this one; it must be complete.</summary>
    public ProtoMessage Add(int field, ProtoMessage message) =>
        AddDelimited(
            field,
            message.Length,
            output =>
            {
                output.WriteLength(message.Length);
                message.WriteTo(output);
            });

    public void WriteTo(CodedOutputStream output) => _fields.ForEach(write => write(output));

    private ProtoMessage AddDelimited(int field, int length, Action<CodedOutputStream> write) =>
        Add(field, WireFormat.WireType.LengthDelimited, checked(CodedOutputStream.ComputeLengthSize(length) + length), write);

    private ProtoMessage Add(int field, WireFormat.WireType type, int size, Action<CodedOutputStream> write)
    {
        Length = checked(Length + CodedOutputStream.ComputeTagSize(field) + size);
        _fields.Add(output =>
        {
            output.WriteTag(field, type);
            write(output);
        });
        return this;
    }
}
