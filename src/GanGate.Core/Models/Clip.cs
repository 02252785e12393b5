namespace GanGate.Models;

/// <summary>
/// The image towers of OpenAI's CLIP (Radford et al. 2021, arXiv 2103.00020), from its own files or Hugging Face's. Text towers are passed over.
/// </summary>
internal static class Clip
{
    /// <summary>OpenAI's names.</summary>
    public static VisionTransformerNames OpenAiNames { get; } = new()
    {
        ClassToken = "visual.class_embedding",
        Positions = "visual.positional_embedding",
        Patches = "visual.conv1.",
        PreNorm = "visual.ln_pre.",
        Blocks = "visual.transformer.resblocks.",
        AttentionNorm = "ln_1.",
        QueryKeyValue = ["attn.in_proj_"],
        AttentionOutput = "attn.out_proj.",
        MlpNorm = "ln_2.",
        MlpFirst = "mlp.c_fc.",
        MlpSecond = "mlp.c_proj.",
        Norm = "visual.ln_post.",
        Projection = "visual.proj",
    };

    /// <summary>Hugging Face's names; the first norm is spelt so.</summary>
    public static VisionTransformerNames HuggingFaceNames { get; } = new()
    {
        ClassToken = "vision_model.embeddings.class_embedding",
        Positions = "vision_model.embeddings.position_embedding.weight",
        Patches = "vision_model.embeddings.patch_embedding.",
        PreNorm = "vision_model.pre_layrnorm.",
        Blocks = "vision_model.encoder.layers.",
        AttentionNorm = "layer_norm1.",
        QueryKeyValue = ["self_attn.q_proj.", "self_attn.k_proj.", "self_attn.v_proj."],
        AttentionOutput = "self_attn.out_proj.",
        MlpNorm = "layer_norm2.",
        MlpFirst = "mlp.fc1.",
        MlpSecond = "mlp.fc2.",
        Norm = "vision_model.post_layernorm.",
        Projection = "visual_projection.weight",
        ProjectionInRows = true,
    };

    /// <summary>ViT-B/32 with its 512 projected features, of any length.</summary>
    public static VisionTransformer Base { get; } = Tower(width: 768, depth: 12, heads: 12, patch: 32, size: 224, projection: 512);

    /// <summary>ViT-L/14 at 336 pixels with its 768 projected features, of length 1.</summary>
    public static VisionTransformer Large336 { get; } =
        Tower(width: 1024, depth: 24, heads: 16, patch: 14, size: 336, projection: 768) with { UnitLength = true };

    /// <summary>Whether the entries of a checkpoint have the names of an image tower.</summary>
    public static bool Recognises(IReadOnlyDictionary<string, TorchTensor> checkpoint) =>
        checkpoint.ContainsKey(OpenAiNames.ClassToken) || checkpoint.ContainsKey(HuggingFaceNames.ClassToken);

    /// <summary>An image tower.</summary>
    /// <param name="tower">Which one.</param>
    /// <param name="checkpoint">Its weights.</param>
    /// <param name="half">Whether products of matrices are float16.</param>
    /// <param name="layers">Whether the tokens after the patches and after each block are outputs too.</param>
    /// <exception cref="GanGateException">GG3005: it holds another network; the message names the first entry that does not fit.</exception>
    public static OnnxGraph Build(
        VisionTransformer tower, IReadOnlyDictionary<string, TorchTensor> checkpoint, bool half = false, bool layers = false)
    {
        NetworkWeights weights = new(checkpoint, $"CLIP's image tower of {tower.Width} values, {tower.Patch} pixels a patch and {tower.Size} an image");
        VisionTransformerNames names = weights.Has(HuggingFaceNames.ClassToken) ? HuggingFaceNames : OpenAiNames;
        return VisionTransformerGraph.Build(tower, names, weights, half, layers);
    }

    /// <summary>A tower of any size.</summary>
    public static VisionTransformer Tower(int width, int depth, int heads, int patch, int size, int projection) => new()
    {
        Width = width,
        Depth = depth,
        Heads = heads,
        Patch = patch,
        Size = size,
        Epsilon = 1e-5f,
        Activation = Activation.QuickGelu,
        PreNorm = true,
        Projection = projection,
    };
}
