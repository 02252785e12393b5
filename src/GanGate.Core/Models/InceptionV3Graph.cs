using static GanGate.Models.OnnxAttribute;

namespace GanGate.Models;

/// <summary>
/// The FID's variant of Inception v3 (Szegedy et al. 2015, arXiv 1512.00567), as TTUR's frozen graph and its PyTorch port have it:
/// average pooling does not count the padding, and the pooling branch of Mixed_7c takes the maximum.
/// Input N x 3 x 299 x 299, about [-1, 1]; one output per thing asked for, named after it.
/// </summary>
internal sealed class InceptionV3Graph
{
    public const int Size = 299;
    public const string InputName = "images";

    private const int Logits = 1008;

    // guided-diffusion's spatial features: the first channels of one branch at 17 x 17.
    private const int SpatialChannels = 7;
    private const int SpatialSize = 17;

    private readonly OnnxGraph _graph = new("inception-v3-fid");
    private readonly InceptionWeights _weights;
    private readonly IReadOnlyCollection<InceptionOutput> _outputs;
    private readonly bool _half;
    private readonly Dictionary<InceptionOutput, string> _values = [];

    private InceptionV3Graph(IReadOnlyDictionary<string, TorchTensor> checkpoint, bool half, IReadOnlyCollection<InceptionOutput> outputs) =>
        (_weights, _half, _outputs) = (new InceptionWeights(checkpoint), half, outputs);

    /// <summary>The model for some outputs, and no more of the network than they need, as the bytes of an .onnx file.</summary>
    /// <param name="checkpoint">The weights.</param>
    /// <param name="half">Whether maps and weights of convolutions are float16; means of maps, logits, input and outputs are float32.</param>
    /// <param name="outputs">What is asked for.</param>
    /// <exception cref="GanGateException">GG3005: the checkpoint does not fit; the message names the first entry that does not.</exception>
    public static byte[] Build(
        IReadOnlyDictionary<string, TorchTensor> checkpoint, bool half, params IReadOnlyCollection<InceptionOutput> outputs)
    {
        var network = new InceptionV3Graph(checkpoint, half, outputs);
        network.Build();
        foreach ((InceptionOutput output, string value) in network._values)
        {
            network._graph.Output(network._graph.Node("Identity", [value], output.ToString()), OnnxType.Float, "N", DimensionOf(output));
        }

        return network._graph.Serialize();
    }

    /// <summary>The same with the outputs side by side in one row per image, in the order given.</summary>
    /// <exception cref="GanGateException">GG3005.</exception>
    public static byte[] BuildRow(
        IReadOnlyDictionary<string, TorchTensor> checkpoint, bool half, params IReadOnlyList<InceptionOutput> outputs)
    {
        var network = new InceptionV3Graph(checkpoint, half, outputs);
        network.Build();
        string row = network._graph.Node("Concat", [.. outputs.Select(output => network._values[output])], Int("axis", 1));
        network._graph.Output(row, OnnxType.Float, "N", outputs.Sum(DimensionOf));
        return network._graph.Serialize();
    }

    /// <summary>D of an output.</summary>
    public static int DimensionOf(InceptionOutput output) => output switch
    {
        InceptionOutput.Features64 => 64,
        InceptionOutput.Features192 => 192,
        InceptionOutput.Spatial => SpatialChannels * SpatialSize * SpatialSize,
        InceptionOutput.Features768 => 768,
        InceptionOutput.Features2048 => 2048,
        _ => Logits,
    };

    private void Build()
    {
        string input = _graph.Input(InputName, OnnxType.Float, "N", 3, Size, Size);
        Maps maps = new(_half ? Cast(input, OnnxType.Float16) : input, 3);
        maps = MaxPool(Same(Valid(Reduce(maps, "Conv2d_1a_3x3", 32), "Conv2d_2a_3x3", 32), "Conv2d_2b_3x3", 64, 3, 3));
        if (Done(maps, InceptionOutput.Features64)) return;
        maps = MaxPool(Valid(Same(maps, "Conv2d_3b_1x1", 80), "Conv2d_4a_3x3", 192));
        if (Done(maps, InceptionOutput.Features192)) return;
        maps = Mixed5(Mixed5(Mixed5(maps, "Mixed_5b", 32), "Mixed_5c", 64), "Mixed_5d", 64);
        maps = Mixed6a(maps);
        maps = Mixed6(Mixed6(Mixed6(maps, "Mixed_6b", 128), "Mixed_6c", 160), "Mixed_6d", 160);
        if (Spread("Mixed_6d.branch1x1")) return;
        maps = Mixed6(maps, "Mixed_6e", 192);
        if (Done(maps, InceptionOutput.Features768)) return;
        maps = Mixed7a(maps);
        maps = Mixed7(maps, "Mixed_7b", MeanAround);
        maps = Mixed7(maps, "Mixed_7c", MaximumAround);
        if (Done(maps, InceptionOutput.Features2048)) return;
        Classify(maps);
    }

    private Maps Mixed5(Maps x, string block, int poolChannels) => Concat(
        Same(x, $"{block}.branch1x1", 64),
        Same(Same(x, $"{block}.branch5x5_1", 48), $"{block}.branch5x5_2", 64, 5, 5),
        Same(
            Same(Same(x, $"{block}.branch3x3dbl_1", 64), $"{block}.branch3x3dbl_2", 96, 3, 3),
            $"{block}.branch3x3dbl_3", 96, 3, 3),
        Same(MeanAround(x), $"{block}.branch_pool", poolChannels));

    private Maps Mixed6a(Maps x) => Concat(
        Reduce(x, "Mixed_6a.branch3x3", 384),
        Reduce(
            Same(Same(x, "Mixed_6a.branch3x3dbl_1", 64), "Mixed_6a.branch3x3dbl_2", 96, 3, 3),
            "Mixed_6a.branch3x3dbl_3", 96),
        MaxPool(x));

    private Maps Mixed6(Maps x, string block, int channels)
    {
        Maps wide = Same(Same(x, $"{block}.branch7x7_1", channels), $"{block}.branch7x7_2", channels, 1, 7);
        Maps twice = Same(Same(x, $"{block}.branch7x7dbl_1", channels), $"{block}.branch7x7dbl_2", channels, 7, 1);
        twice = Same(Same(twice, $"{block}.branch7x7dbl_3", channels, 1, 7), $"{block}.branch7x7dbl_4", channels, 7, 1);
        return Concat(
            Same(x, $"{block}.branch1x1", 192),
            Same(wide, $"{block}.branch7x7_3", 192, 7, 1),
            Same(twice, $"{block}.branch7x7dbl_5", 192, 1, 7),
            Same(MeanAround(x), $"{block}.branch_pool", 192));
    }

    private Maps Mixed7a(Maps x)
    {
        Maps wide = Same(Same(x, "Mixed_7a.branch7x7x3_1", 192), "Mixed_7a.branch7x7x3_2", 192, 1, 7);
        return Concat(
            Reduce(Same(x, "Mixed_7a.branch3x3_1", 192), "Mixed_7a.branch3x3_2", 320),
            Reduce(Same(wide, "Mixed_7a.branch7x7x3_3", 192, 7, 1), "Mixed_7a.branch7x7x3_4", 192),
            MaxPool(x));
    }

    private Maps Mixed7(Maps x, string block, Func<Maps, Maps> pool)
    {
        Maps once = Same(x, $"{block}.branch3x3_1", 384);
        Maps twice = Same(Same(x, $"{block}.branch3x3dbl_1", 448), $"{block}.branch3x3dbl_2", 384, 3, 3);
        return Concat(
            Same(x, $"{block}.branch1x1", 320),
            Same(once, $"{block}.branch3x3_2a", 384, 1, 3),
            Same(once, $"{block}.branch3x3_2b", 384, 3, 1),
            Same(twice, $"{block}.branch3x3dbl_3a", 384, 1, 3),
            Same(twice, $"{block}.branch3x3dbl_3b", 384, 3, 1),
            Same(pool(x), $"{block}.branch_pool", 192));
    }

    /// <summary>Gives out the features of this depth if asked for; true when nothing deeper is.</summary>
    private bool Done(Maps maps, InceptionOutput output)
    {
        if (_outputs.Contains(output)) _values[output] = Means(maps);
        return _outputs.All(asked => asked <= output);
    }

    /// <summary>Gives out the spatial features if asked for; true when nothing deeper is.</summary>
    private bool Spread(string branch)
    {
        if (_outputs.Contains(InceptionOutput.Spatial))
        {
            string first = _graph.Node("Slice", [Single(branch), _graph.Constant(0L), _graph.Constant((long)SpatialChannels), _graph.Constant(1L)]);
            _values[InceptionOutput.Spatial] = _graph.Node("Flatten", [first], Int("axis", 1));
        }

        return _outputs.All(asked => asked <= InceptionOutput.Spatial);
    }

    private void Classify(Maps maps)
    {
        string weights = _graph.Constant("fc.weight", _weights.Tensor("fc.weight", Logits, maps.Channels), Logits, maps.Channels);
        string logits = _graph.Node("Gemm", [Means(maps), weights], Int("transB", 1));
        if (_outputs.Contains(InceptionOutput.LogitsUnbiased)) _values[InceptionOutput.LogitsUnbiased] = logits;
        if (!_outputs.Contains(InceptionOutput.Logits)) return;
        _values[InceptionOutput.Logits] = _graph.Node("Add", [logits, _graph.Constant("fc.bias", _weights.Tensor("fc.bias", Logits), Logits)]);
    }

    // Not GlobalAveragePool, which adds the 73 x 73 values of a map one by one: that costs 4e-5 of the result; rows, then columns, do not.
    private string Means(Maps maps) => Mean(Mean(Single(maps.Name), axis: 3), axis: 2);

    private string Mean(string values, long axis) => _graph.Node("ReduceMean", [values], Ints("axes", axis), Int("keepdims", 0));

    /// <summary>A convolution that keeps width and height.</summary>
    private Maps Same(Maps x, string name, int channels, int height = 1, int width = 1) =>
        Convolution(x, name, channels, height, width, stride: 1, height / 2, width / 2);

    /// <summary>A 3 x 3 convolution without padding.</summary>
    private Maps Valid(Maps x, string name, int channels) => Convolution(x, name, channels, 3, 3, stride: 1, 0, 0);

    /// <summary>A 3 x 3 convolution without padding and with stride 2.</summary>
    private Maps Reduce(Maps x, string name, int channels) => Convolution(x, name, channels, 3, 3, stride: 2, 0, 0);

    private Maps Convolution(Maps x, string name, int channels, int height, int width, int stride, int top, int left)
    {
        (float[] weights, float[] bias) = _weights.Convolution(name, channels, x.Channels, height, width);
        string convolution = _graph.Node(
            "Conv",
            [
                x.Name,
                Constant($"{name}.weight", weights, channels, x.Channels, height, width),
                Constant($"{name}.bias", bias, channels),
            ],
            Ints("kernel_shape", height, width),
            Ints("strides", stride, stride),
            Ints("pads", top, left, top, left));
        return new Maps(_graph.Node("Relu", [convolution], name), channels);
    }

    private string Constant(string name, float[] values, params long[] shape) => _half
        ? _graph.Constant(name, Array.ConvertAll(values, value => (Half)value), shape)
        : _graph.Constant(name, values, shape);

    private string Single(string values) => _half ? Cast(values, OnnxType.Float) : values;

    private string Cast(string values, OnnxType type) => _graph.Node("Cast", [values], Int("to", (long)type));

    private Maps MaxPool(Maps x) =>
        x with { Name = _graph.Node("MaxPool", [x.Name], Ints("kernel_shape", 3, 3), Ints("strides", 2, 2)) };

    private Maps MaximumAround(Maps x) =>
        x with { Name = _graph.Node("MaxPool", [x.Name], Ints("kernel_shape", 3, 3), Ints("pads", 1, 1, 1, 1)) };

    // Padding is not counted: that is ONNX's default.
    private Maps MeanAround(Maps x) =>
        x with { Name = _graph.Node("AveragePool", [x.Name], Ints("kernel_shape", 3, 3), Ints("pads", 1, 1, 1, 1)) };

    private Maps Concat(params Maps[] parts) => new(
        _graph.Node("Concat", [.. parts.Select(part => part.Name)], Int("axis", 1)), parts.Sum(part => part.Channels));

    /// <summary>Feature maps: the value's name and its number of channels.</summary>
    private readonly record struct Maps(string Name, int Channels);
}
