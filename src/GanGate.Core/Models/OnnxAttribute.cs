namespace GanGate.Models;

/// <summary>A named setting of an ONNX node (AttributeProto).</summary>
internal readonly struct OnnxAttribute
{
    private OnnxAttribute(string name, int type, Action<ProtoMessage> addValue)
    {
        Message = new ProtoMessage().Add(1, name);
        addValue(Message);
        Message.Add(20, type);
    }

    internal ProtoMessage Message { get; }

    public static OnnxAttribute Float(string name, float value) => new(name, 1, message => message.Add(2, value));

    public static OnnxAttribute Int(string name, long value) => new(name, 2, message => message.Add(3, value));

    public static OnnxAttribute Text(string name, string value) => new(name, 3, message => message.Add(4, value));

    public static OnnxAttribute Ints(string name, params long[] values) =>
        new(name, 7, message => Array.ForEach(values, value => message.Add(8, value)));
}
