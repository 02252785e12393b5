using static GanGate.Models.OnnxAttribute;

namespace GanGate.Models;

/// <summary>
/// A vision transformer (Dosovitskiy et al. 2021, arXiv 2010.11929): input N x 3 x Size x Size, output the class token after the last norm
/// and, where there is one, the projection: N x D.
/// </summary>
internal sealed class VisionTransformerGraph
{
    public const string InputName = "images";
    public const string OutputName = "features";

    private readonly OnnxGraph _graph = new("vision-transformer", opset: 20);
    private readonly VisionTransformer _transformer;
    private readonly VisionTransformerWeights _weights;
    private readonly bool _half;

    private VisionTransformerGraph(VisionTransformer transformer, VisionTransformerWeights weights, bool half) =>
        (_transformer, _weights, _half) = (transformer, weights, half);

    /// <summary>Builds the model; it keeps the checkpoint's memory.</summary>
    /// <param name="transformer">The network.</param>
    /// <param name="names">What its checkpoint calls its tensors.</param>
    /// <param name="weights">Its checkpoint.</param>
    /// <param name="half">
    /// Whether products of matrices are float16; tokens between the layers, norms, input and output are float32.
    /// </param>
    /// <param name="layers">Whether the tokens after the patches ("patches") and after each block ("block 0") are outputs too.</param>
    /// <exception cref="GanGateException">GG3005: the checkpoint does not fit; the message names the first entry that does not.</exception>
    public static OnnxGraph Build(
        VisionTransformer transformer, VisionTransformerNames names, NetworkWeights weights, bool half = false, bool layers = false)
    {
        VisionTransformerGraph network = new(transformer, new VisionTransformerWeights(transformer, names, weights), half);
        network.Build(layers);
        return network._graph;
    }

    private void Build(bool layers)
    {
        string tokens = Patches(_graph.Input(InputName, OnnxType.Float, "N", 3, _transformer.Size, _transformer.Size));
        if (layers) _graph.Output(tokens, OnnxType.Float, "N", _transformer.Tokens - 1, _transformer.Width);
        tokens = Rows(Embed(tokens));
        if (_transformer.PreNorm) tokens = Norm(tokens, _weights.PreNorm);
        for (int block = 0; block < _transformer.Depth; block++)
        {
            tokens = Block(tokens, block, isLast: block == _transformer.Depth - 1);
            if (layers) _graph.Output(tokens, OnnxType.Float, "rows", _transformer.Width);
        }

        string token = Norm(tokens, _weights.Norm);
        string features = _transformer.Projection > 0 ? Project(token) : token;
        if (_transformer.UnitLength) features = _graph.Node("Div", [features, _graph.Node("ReduceL2", [features, _graph.Constant(1)])]);
        _graph.Output(_graph.Node("Identity", [features], OutputName), OnnxType.Float, "N", _transformer.Dimension);
    }

    /// <summary>N x 3 x Size x Size to N x patches x D, row by row of the image.</summary>
    private string Patches(string images)
    {
        int width = _transformer.Width, patch = _transformer.Patch;
        List<string> inputs = [Narrow(images), Constant("patches.weight", _weights.Patches, width, 3, patch, patch)];
        if (_weights.PatchBias is ReadOnlyMemory<float> bias) inputs.Add(Constant("patches.bias", bias, width));
        string maps = Widen(_graph.Node("Conv", [.. inputs], Ints("kernel_shape", patch, patch), Ints("strides", patch, patch)));
        return _graph.Node("Transpose", [Reshape(maps, 0, width, -1)], "patches", Ints("perm", 0, 2, 1));
    }

    // A row of zeros in front becomes the class token.
    private string Embed(string patches) => _graph.Node(
        "Add",
        [
            _graph.Node("Pad", [patches, _graph.Constant(0, 1, 0, 0, 0, 0)]),
            _graph.Constant("embedding", _weights.Embedding(), _transformer.Tokens, _transformer.Width),
        ]);

    /// <summary>What a block makes of all tokens, (N tokens) x D; the last one makes the class tokens alone, N x D.</summary>
    private string Block(string tokens, int block, bool isLast)
    {
        string normed = Narrow(Norm(tokens, _weights.AttentionNorm(block)));
        (string kept, string asking) = isLast ? (ClassTokens(tokens), ClassTokens(normed)) : (tokens, normed);
        string seen = Widen(Linear(Attention(asking, normed, block), _weights.AttentionOutput(block)));
        if (_transformer.LayerScale) seen = Scale(seen, block, "attention", _weights.AttentionScale(block));
        kept = _graph.Node("Add", [kept, seen]);

        (VisionTransformerWeights.Layer first, VisionTransformerWeights.Layer second) = _weights.Mlp(block);
        string thought = Widen(Linear(Activate(Linear(Narrow(Norm(kept, _weights.MlpNorm(block))), first)), second));
        if (_transformer.LayerScale) thought = Scale(thought, block, "mlp", _weights.MlpScale(block));
        return _graph.Node("Add", [kept, thought], $"block {block}");
    }

    /// <summary>softmax(q k^T / sqrt(d)) v of every head, for the asking tokens.</summary>
    private string Attention(string asking, string tokens, int block)
    {
        VisionTransformerWeights.Layer[] layers = _weights.QueryKeyValue(block);
        string queries = Heads(Linear(asking, layers[0]), asking == tokens);
        string keys = _graph.Node("Transpose", [Heads(Linear(tokens, layers[1]))], Ints("perm", 0, 1, 3, 2));
        string values = Heads(Linear(tokens, layers[2]));
        string scale = Scalar(1 / MathF.Sqrt(_transformer.Width / _transformer.Heads));
        string scores = _graph.Node("Mul", [_graph.Node("MatMul", [queries, keys]), scale]);
        string weights = _graph.Node("Softmax", [scores], Int("axis", -1));
        return Rows(_graph.Node("Transpose", [_graph.Node("MatMul", [weights, values])], Ints("perm", 0, 2, 1, 3)));
    }

    /// <summary>Rows to N x heads x tokens x D / heads.</summary>
    private string Heads(string rows, bool isAll = true) => _graph.Node(
        "Transpose",
        [Reshape(rows, -1, isAll ? _transformer.Tokens : 1, _transformer.Heads, _transformer.Width / _transformer.Heads)],
        Ints("perm", 0, 2, 1, 3));

    private string Linear(string rows, VisionTransformerWeights.Layer layer)
    {
        int outputs = layer.Bias.Length;
        long[] shape = [outputs, layer.Weight.Length / outputs];
        string weights = _half ? Constant($"{layer.Name}weight", layer.Weight, shape) : _graph.Weight($"{layer.Name}weight", layer.Weight, shape);
        return _graph.Node("Gemm", [rows, weights, Constant($"{layer.Name}bias", layer.Bias, outputs)], Int("transB", 1));
    }

    private string Norm(string rows, VisionTransformerWeights.Layer norm) => _graph.Node(
        "LayerNormalization",
        [
            rows,
            _graph.Constant($"{norm.Name}weight", norm.Weight, _transformer.Width),
            _graph.Constant($"{norm.Name}bias", norm.Bias, _transformer.Width),
        ],
        Float("epsilon", _transformer.Epsilon));

    private string Activate(string rows) => _transformer.Activation == Activation.Gelu
        ? _graph.Node("Gelu", [rows])
        : _graph.Node("Mul", [rows, _graph.Node("Sigmoid", [_graph.Node("Mul", [rows, Scalar(1.702f)])])]);

    private string Scale(string rows, int block, string part, ReadOnlyMemory<float> scale) =>
        _graph.Node("Mul", [rows, _graph.Constant($"block {block} {part} scale", scale, _transformer.Width)]);

    private string ClassTokens(string rows) =>
        _graph.Node("Gather", [Reshape(rows, -1, _transformer.Tokens, _transformer.Width), _graph.Index(0)], Int("axis", 1));

    private string Project(string token) => _graph.Node(
        "Gemm",
        [
            token,
            _weights.IsProjectionInRows
                ? _graph.Constant("projection", _weights.Projection, _transformer.Projection, _transformer.Width)
                : _graph.Constant("projection", _weights.Projection, _transformer.Width, _transformer.Projection),
        ],
        Int("transB", _weights.IsProjectionInRows ? 1 : 0));

    private string Constant(string name, ReadOnlyMemory<float> values, params long[] shape) => _half
        ? _graph.Constant(name, Array.ConvertAll(values.ToArray(), value => (Half)value), shape)
        : _graph.Constant(name, values, shape);

    private string Scalar(float value) => Narrow(_graph.Scalar(value));

    private string Narrow(string values) => _half ? _graph.Node("Cast", [values], Int("to", (long)OnnxType.Float16)) : values;

    private string Widen(string values) => _half ? _graph.Node("Cast", [values], Int("to", (long)OnnxType.Float)) : values;

    private string Rows(string tokens) => Reshape(tokens, -1, _transformer.Width);

    private string Reshape(string values, params long[] shape) => _graph.Node("Reshape", [values, _graph.Constant(shape)]);
}
