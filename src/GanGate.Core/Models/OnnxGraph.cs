using System.Globalization;
using Google.Protobuf;

namespace GanGate.Models;

/// <summary>
/// Builds an ONNX model: values are known by name, every method returns the name of what it made.
/// Field numbers are those of ONNX's public format description (onnx.proto, IR version 8).
/// </summary>
/// <param name="name">The graph's name.</param>
/// <param name="opset">The version of the standard operators.</param>
internal sealed class OnnxGraph(string name, int opset = 17)
{
    private const int IrVersion = 8;

    private readonly List<ProtoMessage> _nodes = [];
    private readonly List<ProtoMessage> _initializers = [];
    private readonly List<OnnxWeight> _weights = [];
    private readonly List<ProtoMessage> _inputs = [];
    private readonly List<ProtoMessage> _outputs = [];
    private readonly List<ProtoMessage> _metadata = [];
    private int _constants;

    /// <summary>Declares an input.</summary>
    public string Input(string input, OnnxType type, params OnnxDimension[] shape)
    {
        _inputs.Add(ValueInfo(input, type, shape));
        return input;
    }

    /// <summary>Declares a value that a node made to be an output, under that value's name.</summary>
    public void Output(string output, OnnxType type, params OnnxDimension[] shape) => _outputs.Add(ValueInfo(output, type, shape));

    /// <summary>Says something of the model that its computation does not (metadata_props).</summary>
    public void Metadata(string key, string value) => _metadata.Add(new ProtoMessage().Add(1, key).Add(2, value));

    /// <summary>A constant tensor. The values are read when the model is written.</summary>
    public string Constant(string constant, ReadOnlyMemory<float> values, params long[] shape) =>
        Initializer(constant, OnnxType.Float, values, shape);

    /// <summary>
    /// A constant tensor that is as large as to be worth no copy: a session can take it from where it lies (<see cref="Weights"/>).
    /// </summary>
    public string Weight(string weight, ReadOnlyMemory<float> values, params long[] shape)
    {
        RequireFilled(weight, values.Length, shape);
        _weights.Add(new OnnxWeight(weight, values, shape));
        return weight;
    }

    /// <summary>A constant tensor of float16.</summary>
    public string Constant(string constant, ReadOnlyMemory<Half> values, params long[] shape) =>
        Initializer(constant, OnnxType.Float16, values, shape);

    /// <summary>A constant list of integers, such as a shape or a padding.</summary>
    public string Constant(params long[] values) => Initializer(NextConstant(), OnnxType.Int64, (ReadOnlyMemory<long>)values, [values.Length]);

    /// <summary>A constant number.</summary>
    public string Scalar(float value) => Initializer(NextConstant(), OnnxType.Float, (ReadOnlyMemory<float>)new[] { value }, []);

    /// <summary>A constant whole number.</summary>
    public string Index(long value) => Initializer(NextConstant(), OnnxType.Int64, (ReadOnlyMemory<long>)new[] { value }, []);

    /// <summary>A node with one output, named after its place in the graph.</summary>
    public string Node(string operation, ReadOnlySpan<string> inputs, params ReadOnlySpan<OnnxAttribute> attributes) =>
        Node(operation, inputs, string.Create(CultureInfo.InvariantCulture, $"{operation}_{_nodes.Count}"), attributes);

    /// <summary>A node whose one output has a given name.</summary>
    public string Node(string operation, ReadOnlySpan<string> inputs, string output, params ReadOnlySpan<OnnxAttribute> attributes)
    {
        Node(operation, inputs, [output], attributes);
        return output;
    }

    /// <summary>A node with any number of outputs, or with inputs left out (an empty name).</summary>
    public void Node(string operation, ReadOnlySpan<string> inputs, ReadOnlySpan<string> outputs, params ReadOnlySpan<OnnxAttribute> attributes)
    {
        var node = new ProtoMessage();
        foreach (string input in inputs) node.Add(1, input);
        foreach (string output in outputs) node.Add(2, output);
        node.Add(3, outputs[0]).Add(4, operation);
        foreach (OnnxAttribute attribute in attributes) node.Add(5, attribute.Message);
        _nodes.Add(node);
    }

    /// <summary>The large tensors, which <see cref="SerializeWithoutWeights"/> leaves out.</summary>
    public IReadOnlyList<OnnxWeight> Weights => _weights;

    /// <summary>Writes the model as an .onnx file; at most 2 GiB, the format's own limit.</summary>
    public void WriteTo(Stream stream)
    {
        using var output = new CodedOutputStream(stream, leaveOpen: true);
        Model(_weights.Select(weight => weight.ToMessage())).WriteTo(output);
    }

    /// <summary>The model as the bytes of an .onnx file.</summary>
    public byte[] Serialize() => Serialize(Model(_weights.Select(weight => weight.ToMessage())));

    /// <summary>The same without <see cref="Weights"/>, which a session must be given beside it.</summary>
    public byte[] SerializeWithoutWeights() => Serialize(Model(_weights.Select(weight => weight.ToMessageElsewhere())));

    private static byte[] Serialize(ProtoMessage model)
    {
        byte[] bytes = new byte[model.Length];
        using var output = new CodedOutputStream(bytes);
        model.WriteTo(output);
        return bytes;
    }

    private ProtoMessage Model(IEnumerable<ProtoMessage> weights)
    {
        var graph = new ProtoMessage();
        _nodes.ForEach(node => graph.Add(1, node));
        graph.Add(2, name);
        foreach (ProtoMessage initializer in _initializers.Concat(weights)) graph.Add(5, initializer);
        _inputs.ForEach(input => graph.Add(11, input));
        _outputs.ForEach(output => graph.Add(12, output));
        ProtoMessage model = new ProtoMessage()
            .Add(1, IrVersion)
            .Add(2, "GanGate")
            .Add(7, graph)
            .Add(8, new ProtoMessage().Add(1, string.Empty).Add(2, opset));
        _metadata.ForEach(entry => model.Add(14, entry));
        return model;
    }

    /// <summary>How a model describes an input or an output.</summary>
    public static ProtoMessage ValueInfo(string name, OnnxType type, params OnnxDimension[] shape)
    {
        var dimensions = new ProtoMessage();
        foreach (OnnxDimension dimension in shape)
        {
            var message = new ProtoMessage();
            dimensions.Add(1, dimension.Symbol is null ? message.Add(1, dimension.Value) : message.Add(2, dimension.Symbol));
        }

        ProtoMessage tensor = new ProtoMessage().Add(1, (long)type).Add(2, dimensions);
        return new ProtoMessage().Add(1, name).Add(2, new ProtoMessage().Add(1, tensor));
    }

    private string NextConstant() => string.Create(CultureInfo.InvariantCulture, $"constant_{_constants++}");

    private string Initializer<T>(string constant, OnnxType type, ReadOnlyMemory<T> values, long[] shape)
        where T : unmanaged
    {
        RequireFilled(constant, values.Length, shape);
        var tensor = new ProtoMessage();
        Array.ForEach(shape, length => tensor.Add(1, length));
        _initializers.Add(tensor.Add(2, (long)type).Add(8, constant).Add(9, values));
        return constant;
    }

    private static void RequireFilled(string constant, int count, long[] shape)
    {
        if (shape.Aggregate(1L, (product, length) => checked(product * length)) != count)
        {
            throw new ArgumentException($"'{constant}' has {count} values, which do not fill [{string.Join(", ", shape)}]", nameof(shape));
        }
    }
}
