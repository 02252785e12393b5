using Google.Protobuf;

namespace GanGate.Models;

/// <summary>
/// Makes a network that was exported for one image at a time take any number: its input gets a batch of N, the shapes that were noted for what
/// lies between go, and its output is flattened to N x D. That holds for networks of convolutions, poolings and the like, in which no node names
/// the batch. Weights are kept byte for byte.
/// </summary>
internal static class FreeBatch
{
    // Of ONNX's public format description: ModelProto, GraphProto, ValueInfoProto.
    private const int Graph = 7, Node = 1, Input = 11, Output = 12, Between = 13, Name = 1;

    /// <summary>The name of the flattened output.</summary>
    public const string OutputName = "features";

    /// <summary>Rewrites a model of one input, 1 x 3 x size x size, and one output of D values an image.</summary>
    /// <param name="model">An .onnx file.</param>
    /// <param name="size">Width and height of its images, in pixels.</param>
    /// <param name="dimension">D.</param>
    /// <exception cref="InvalidDataException">It is no such model.</exception>
    public static byte[] Of(ReadOnlyMemory<byte> model, int size, int dimension)
    {
        ProtoMessage written = new();
        foreach (ProtoField field in ProtoFields.Of(model))
        {
            if (field is { Number: Graph, Content: ReadOnlyMemory<byte> graph }) written.Add(Graph, OfGraph(graph, size, dimension));
            else Copy(field, written);
        }

        byte[] bytes = new byte[written.Length];
        using CodedOutputStream output = new(bytes);
        written.WriteTo(output);
        return bytes;
    }

    private static ProtoMessage OfGraph(ReadOnlyMemory<byte> graph, int size, int dimension)
    {
        ProtoMessage written = new();
        foreach (ProtoField field in ProtoFields.Of(graph))
        {
            switch (field.Number)
            {
                case Between:
                    break;
                case Input:
                    written.Add(Input, OnnxGraph.ValueInfo(NameOf(field), OnnxType.Float, "N", 3, size, size));
                    break;
                case Output:
                    written.Add(Node, Flatten(NameOf(field)));
                    written.Add(Output, OnnxGraph.ValueInfo(OutputName, OnnxType.Float, "N", dimension));
                    break;
                default:
                    Copy(field, written);
                    break;
            }
        }

        return written;
    }

    private static void Copy(ProtoField field, ProtoMessage message)
    {
        if (field.Content is ReadOnlyMemory<byte> content) message.Add(field.Number, content);
        else message.Add(field.Number, field.Value);
    }

    private static string NameOf(ProtoField value) => ProtoFields.Of(value.Content ?? throw Nameless())
        .Where(field => field.Number == Name)
        .Select(field => System.Text.Encoding.UTF8.GetString((field.Content ?? throw Nameless()).Span))
        .FirstOrDefault() ?? throw Nameless();

    private static ProtoMessage Flatten(string input) => new ProtoMessage()
        .Add(1, input).Add(2, OutputName).Add(3, OutputName).Add(4, "Flatten").Add(5, OnnxAttribute.Int("axis", 1).Message);

    private static InvalidDataException Nameless() => new("its input or its output has no name");
}
