using System.Numerics.Tensors;

namespace GanGate.Models;

/// <summary>The checked tensors of a vision transformer, whatever its checkpoint calls them.</summary>
/// <param name="transformer">Says their shapes.</param>
/// <param name="names">Says their names.</param>
/// <param name="weights">The checkpoint.</param>
internal sealed class VisionTransformerWeights(VisionTransformer transformer, VisionTransformerNames names, NetworkWeights weights)
{
    private readonly int _width = transformer.Width;

    /// <summary>The kernel of the patches, D x 3 x patch x patch.</summary>
    public ReadOnlyMemory<float> Patches => weights.Tensor($"{names.Patches}weight", _width, 3, transformer.Patch, transformer.Patch);

    /// <summary>The bias of the patches; null where there is none.</summary>
    public ReadOnlyMemory<float>? PatchBias =>
        weights.Has($"{names.Patches}bias") ? weights.Tensor($"{names.Patches}bias", _width) : (ReadOnlyMemory<float>?)null;

    /// <summary>The norm before the first block.</summary>
    public Layer PreNorm => NormOf(names.PreNorm);

    /// <summary>The last norm.</summary>
    public Layer Norm => NormOf(names.Norm);

    /// <summary>What is added to the tokens, tokens x D: the position embedding, and the class token in the first row.</summary>
    /// <exception cref="GanGateException">GG3005.</exception>
    public float[] Embedding()
    {
        float[] table = Dinov2Positions.Resize(Positions(), PositionSide(), transformer.Side);
        TensorPrimitives.Add(weights.Table(names.ClassToken, _width).Span, table.AsSpan(0, _width), table);
        return table;
    }

    /// <summary>D x values or, where it is in rows, values x D.</summary>
    public ReadOnlyMemory<float> Projection => names.ProjectionInRows
        ? weights.Tensor(names.Projection, transformer.Projection, _width)
        : weights.Tensor(names.Projection, _width, transformer.Projection);

    /// <summary>Whether the projection is values x D.</summary>
    public bool IsProjectionInRows => names.ProjectionInRows;

    /// <summary>The norm before a block's attention.</summary>
    public Layer AttentionNorm(int block) => NormOf(NameOf(block, names.AttentionNorm));

    /// <summary>The norm before a block's mlp.</summary>
    public Layer MlpNorm(int block) => NormOf(NameOf(block, names.MlpNorm));

    /// <summary>A block's layers of queries, keys and values, D x D each.</summary>
    public Layer[] QueryKeyValue(int block) => names.QueryKeyValue.Length == 3
        ? Array.ConvertAll(names.QueryKeyValue, name => LayerOf(NameOf(block, name), _width, _width))
        : Thirds(LayerOf(NameOf(block, names.QueryKeyValue[0]), 3 * _width, _width));

    /// <summary>The layer behind a block's attention, D x D.</summary>
    public Layer AttentionOutput(int block) => LayerOf(NameOf(block, names.AttentionOutput), _width, _width);

    /// <summary>A block's mlp, 4 D x D and D x 4 D.</summary>
    public (Layer First, Layer Second) Mlp(int block) =>
        (LayerOf(NameOf(block, names.MlpFirst), 4 * _width, _width), LayerOf(NameOf(block, names.MlpSecond), _width, 4 * _width));

    /// <summary>The scale of what a block's attention adds, D.</summary>
    public ReadOnlyMemory<float> AttentionScale(int block) => weights.Tensor(NameOf(block, names.AttentionScale), _width);

    /// <summary>The scale of what a block's mlp adds, D.</summary>
    public ReadOnlyMemory<float> MlpScale(int block) => weights.Tensor(NameOf(block, names.MlpScale), _width);

    private float[] Positions()
    {
        int stored = PositionSide();
        return weights.Table(names.Positions, (stored * stored) + 1, _width).ToArray();
    }

    // Where the network has no rule to bring them to its own, there is one number of positions that fits.
    private int PositionSide()
    {
        if (!transformer.ResizesPositions) return transformer.Side;
        IReadOnlyList<int> shape = weights.ShapeOf(names.Positions);
        int side = shape.Count < 2 ? 0 : (int)Math.Sqrt(Math.Max(0, shape[^2] - 1));
        return side > 0 && (side * side) + 1 == shape[^2]
            ? side
            : throw weights.Mismatch($"'{names.Positions}' has the shape ({string.Join(", ", shape)}), which is no class token and a square");
    }

    private string NameOf(int block, string name) => FormattableString.Invariant($"{names.Blocks}{block}.{name}");

    private Layer NormOf(string name) => new(name, weights.Tensor($"{name}weight", _width), weights.Tensor($"{name}bias", _width));

    private Layer LayerOf(string name, int outputs, int inputs) =>
        new(name, weights.Tensor($"{name}weight", outputs, inputs), weights.Tensor($"{name}bias", outputs));

    private static Layer[] Thirds(Layer layer) =>
    [
        .. Enumerable.Range(0, 3).Select(i => new Layer(
            $"{layer.Name}{"qkv"[i]}.",
            layer.Weight.Slice(layer.Weight.Length / 3 * i, layer.Weight.Length / 3),
            layer.Bias.Slice(layer.Bias.Length / 3 * i, layer.Bias.Length / 3))),
    ];

    /// <summary>A linear layer, outputs x inputs and outputs, or a layer norm.</summary>
    internal readonly record struct Layer(string Name, ReadOnlyMemory<float> Weight, ReadOnlyMemory<float> Bias);
}
