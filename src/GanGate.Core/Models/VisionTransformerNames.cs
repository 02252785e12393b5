namespace GanGate.Models;

/// <summary>
/// How a checkpoint calls the tensors of a vision transformer. Where weights and biases come together, a name is what stands before
/// "weight" and "bias".
/// </summary>
internal sealed record VisionTransformerNames
{
    /// <summary>D values.</summary>
    public required string ClassToken { get; init; }

    /// <summary>Tokens x D: the class token's first.</summary>
    public required string Positions { get; init; }

    /// <summary>The convolution of the patches, D x 3 x patch x patch; its bias is read where it is there.</summary>
    public required string Patches { get; init; }

    /// <summary>The layer norm before the first block, where there is one.</summary>
    public string PreNorm { get; init; } = "";

    /// <summary>What stands before a block's number; a dot follows it.</summary>
    public required string Blocks { get; init; }

    /// <summary>The layer norm before the attention.</summary>
    public required string AttentionNorm { get; init; }

    /// <summary>Queries, keys and values: one tensor of 3 D rows, or three of D rows each.</summary>
    public required string[] QueryKeyValue { get; init; }

    /// <summary>The layer behind the attention, D x D.</summary>
    public required string AttentionOutput { get; init; }

    /// <summary>The scale of what the attention adds (a whole name), where there is one.</summary>
    public string AttentionScale { get; init; } = "";

    /// <summary>The layer norm before the mlp.</summary>
    public required string MlpNorm { get; init; }

    /// <summary>The mlp's first layer, 4 D x D.</summary>
    public required string MlpFirst { get; init; }

    /// <summary>The mlp's second layer, D x 4 D.</summary>
    public required string MlpSecond { get; init; }

    /// <summary>The scale of what the mlp adds (a whole name), where there is one.</summary>
    public string MlpScale { get; init; } = "";

    /// <summary>The last layer norm.</summary>
    public required string Norm { get; init; }

    /// <summary>The projection of the class token (a whole name), where there is one.</summary>
    public string Projection { get; init; } = "";

    /// <summary>Whether the projection is stored as values x D, as a linear layer is, and not as D x values.</summary>
    public bool ProjectionInRows { get; init; }
}
