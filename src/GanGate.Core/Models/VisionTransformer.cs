namespace GanGate.Models;

/// <summary>What tells one vision transformer (Dosovitskiy et al. 2021, arXiv 2010.11929) from another. Its mlp is four times as wide.</summary>
internal sealed record VisionTransformer
{
    /// <summary>D, the values of a token.</summary>
    public required int Width { get; init; }

    /// <summary>The number of blocks.</summary>
    public required int Depth { get; init; }

    /// <summary>Heads of the attention, which divide the width.</summary>
    public required int Heads { get; init; }

    /// <summary>Width and height of a patch, in pixels.</summary>
    public required int Patch { get; init; }

    /// <summary>Width and height of the input, in pixels: a multiple of the patch's.</summary>
    public required int Size { get; init; }

    /// <summary>Of all layer norms.</summary>
    public required float Epsilon { get; init; }

    /// <summary>Between the two layers of the mlp.</summary>
    public required Activation Activation { get; init; }

    /// <summary>Whether what a block adds is scaled for each channel (Touvron et al. 2021, arXiv 2103.17239).</summary>
    public bool LayerScale { get; init; }

    /// <summary>Whether a layer norm stands before the first block.</summary>
    public bool PreNorm { get; init; }

    /// <summary>Whether positions of another size are brought to this one, by DINOv2's rule (<see cref="Dinov2Positions"/>).</summary>
    public bool ResizesPositions { get; init; }

    /// <summary>Values that the class token is projected to; 0 for none.</summary>
    public int Projection { get; init; }

    /// <summary>Whether features are divided by their length.</summary>
    public bool UnitLength { get; init; }

    /// <summary>Patches along a side.</summary>
    public int Side => Size / Patch;

    /// <summary>The patches and the class token.</summary>
    public int Tokens => (Side * Side) + 1;

    /// <summary>Features of an image.</summary>
    public int Dimension => Projection > 0 ? Projection : Width;
}

/// <summary>The activations of vision transformers.</summary>
internal enum Activation
{
    /// <summary>x Phi(x), with the error function.</summary>
    Gelu,

    /// <summary>x / (1 + exp(-1.702 x)).</summary>
    QuickGelu,
}
