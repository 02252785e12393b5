using System.Globalization;

namespace GanGate.Models;

/// <summary>DINOv2's vision transformers (Oquab et al. 2023, arXiv 2304.07193), from its hub's checkpoints or Hugging Face's.</summary>
internal static class Dinov2
{
    /// <summary>Width and height of the input, in pixels, that the published distances take.</summary>
    public const int Size = 224;

    private const int HeadWidth = 64;

    /// <summary>The hub's names.</summary>
    public static VisionTransformerNames HubNames { get; } = new()
    {
        ClassToken = "cls_token",
        Positions = "pos_embed",
        Patches = "patch_embed.proj.",
        Blocks = "blocks.",
        AttentionNorm = "norm1.",
        QueryKeyValue = ["attn.qkv."],
        AttentionOutput = "attn.proj.",
        AttentionScale = "ls1.gamma",
        MlpNorm = "norm2.",
        MlpFirst = "mlp.fc1.",
        MlpSecond = "mlp.fc2.",
        MlpScale = "ls2.gamma",
        Norm = "norm.",
    };

    /// <summary>Hugging Face's names.</summary>
    public static VisionTransformerNames HuggingFaceNames { get; } = HubNames with
    {
        ClassToken = "embeddings.cls_token",
        Positions = "embeddings.position_embeddings",
        Patches = "embeddings.patch_embeddings.projection.",
        Blocks = "encoder.layer.",
        QueryKeyValue = ["attention.attention.query.", "attention.attention.key.", "attention.attention.value."],
        AttentionOutput = "attention.output.dense.",
        AttentionScale = "layer_scale1.lambda1",
        MlpScale = "layer_scale2.lambda1",
        Norm = "layernorm.",
    };

    /// <summary>Whether a checkpoint has entries of these names.</summary>
    public static bool Recognises(IReadOnlyDictionary<string, TorchTensor> checkpoint) =>
        checkpoint.ContainsKey(HubNames.ClassToken) || checkpoint.ContainsKey(HuggingFaceNames.ClassToken);

    /// <summary>The network of a checkpoint, known from its shapes.</summary>
    /// <exception cref="GanGateException">GG3005: it holds no DINOv2, or a part of one.</exception>
    public static OnnxGraph Build(IReadOnlyDictionary<string, TorchTensor> checkpoint, bool half = false)
    {
        (VisionTransformer transformer, VisionTransformerNames names, NetworkWeights weights) = Open(checkpoint);
        return VisionTransformerGraph.Build(transformer, names, weights, half);
    }

    /// <summary>The network that a checkpoint holds, as its shapes tell.</summary>
    /// <exception cref="GanGateException">GG3005.</exception>
    public static (VisionTransformer Transformer, VisionTransformerNames Names, NetworkWeights Weights) Open(
        IReadOnlyDictionary<string, TorchTensor> checkpoint, int size = Size, int headWidth = HeadWidth)
    {
        NetworkWeights weights = new(checkpoint, "DINOv2's networks");
        VisionTransformerNames names = weights.Has(HuggingFaceNames.ClassToken) ? HuggingFaceNames : HubNames;

        // They have further tokens, and positions by another rule.
        if (weights.Has("register_tokens") || weights.Has("embeddings.register_tokens"))
        {
            throw weights.Mismatch("it has register tokens, which no published distance uses");
        }

        string kernel = $"{names.Patches}weight";
        IReadOnlyList<int> shape = weights.ShapeOf(kernel);
        if (shape.Count != 4 || shape[0] % headWidth != 0 || shape[0] == 0 || shape[3] == 0 || size % shape[3] != 0)
        {
            throw weights.Mismatch($"'{kernel}' has the shape ({string.Join(", ", shape)}), not (width, 3, 14, 14)");
        }

        return (Transformer(shape[0], shape[3], DepthOf(checkpoint.Keys, names.Blocks), shape[0] / headWidth, size), names, weights);
    }

    private static VisionTransformer Transformer(int width, int patch, int depth, int heads, int size) => new()
    {
        Width = width,
        Depth = depth,
        Heads = heads,
        Patch = patch,
        Size = size,
        Epsilon = 1e-6f,
        Activation = Activation.Gelu,
        LayerScale = true,
        ResizesPositions = true,
    };

    // By the largest number, so that a block in the middle is missed.
    private static int DepthOf(IEnumerable<string> entries, string blocks) => 1 + entries
        .Where(name => name.StartsWith(blocks, StringComparison.Ordinal))
        .Select(name => int.TryParse(name[blocks.Length..].Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int block) ? block : 0)
        .DefaultIfEmpty()
        .Max();
}
