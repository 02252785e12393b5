using System.Text;

namespace GanGate.Tests;

/// <summary>ONNX files that keep a weight elsewhere, written byte by byte as protocol buffers are: what models of other programs look like.</summary>
internal static class ExternalWeights
{
    private const int Float = 1;

    /// <summary>
    /// A tensor that lies in another file, in a model of its own; after the bytes of a model it is one of its weights, since messages that
    /// follow each other are one.
    /// </summary>
    /// <param name="location">The file that it names.</param>
    /// <param name="name">The weight's name.</param>
    /// <param name="shape">Its shape.</param>
    public static byte[] Bytes(string location, string name = "weights", params int[] shape) => Message(7, Message(5, Tensor(location, name, shape)));

    /// <summary>The same as the value of a node in a branch of a node, where it is no weight of the graph.</summary>
    public static byte[] InABranch(string location)
    {
        byte[] constant = [.. Text(4, "Constant"), .. Message(5, [.. Text(1, "value"), .. Message(5, Tensor(location, "c", []))])];
        byte[] branch = [.. Text(4, "If"), .. Message(5, [.. Text(1, "then_branch"), .. Message(6, Message(1, constant))])];
        return Message(7, Message(1, branch));
    }

    /// <summary>The same as the values or the indices of a sparse attribute of a node, or of one among several.</summary>
    /// <param name="location">The file that it names.</param>
    /// <param name="attribute">The attribute's field: 22 for one sparse tensor, 23 for several.</param>
    /// <param name="part">The sparse tensor's field: 1 for values, 2 for indices.</param>
    public static byte[] Sparse(string location, int attribute, int part) =>
        Message(7, Message(1, Message(5, Message(attribute, Message(part, Tensor(location, "c", []))))));

    private static byte[] Tensor(string location, string name, int[] shape) =>
    [
        .. shape.SelectMany(length => Number(1, length)),
        .. Number(2, Float),
        .. Text(8, name),
        .. Message(13, [.. Text(1, "location"), .. Text(2, location)]),
        .. Message(13, [.. Text(1, "offset"), .. Text(2, "0")]),
        .. Number(14, 1),
    ];

    internal static byte[] Number(int field, int value) => [.. Varint(field << 3), .. Varint(value)];

    internal static byte[] Text(int field, string text) => Message(field, Encoding.UTF8.GetBytes(text));

    internal static byte[] Message(int field, byte[] content) => [.. Varint((field << 3) | 2), .. Varint(content.Length), .. content];

    private static IEnumerable<byte> Varint(int value)
    {
        for (; value > 0x7F; value >>= 7) yield return (byte)(value | 0x80);
        yield return (byte)value;
    }
}
