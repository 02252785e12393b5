using System.Globalization;

namespace GanGate.Generators;

/// <summary>How samples were made, all that is needed to make them again; part of a result.</summary>
/// <param name="Model">SHA-256 of the model and of the files in which it keeps weights, as "sha256:...".</param>
/// <param name="Seed">The seed.</param>
/// <param name="LatentSize">Numbers in a latent vector.</param>
/// <param name="Distribution">normal or uniform.</param>
/// <param name="Range">What the values are: -1..1, 0..1 or 0..255.</param>
/// <param name="RangeFound">Whether that was found from the first samples rather than declared.</param>
/// <param name="Layout">NCHW or NHWC.</param>
/// <param name="Precision">The type of the output's values: float32, float64, float16 or uint8.</param>
/// <param name="Quantize">round, truncate or none.</param>
public sealed record GeneratorRecord(
    string Model,
    long Seed,
    int LatentSize,
    string Distribution,
    string Range,
    bool RangeFound,
    string Layout,
    string Precision,
    string Quantize)
{
    /// <summary>The largest magnitude of a normal number; null for no limit.</summary>
    public double? Truncation { get; init; }

    /// <summary>The labels drawn from, as text: 0-9, or 3, 5; null for a model that takes none.</summary>
    public string? Labels { get; init; }

    /// <summary>Whether labels are given as one-hot rows.</summary>
    public bool? OneHot { get; init; }

    /// <summary>What is drawn beside the latent vector: 768 normal numbers for 'noise'; null for nothing.</summary>
    public string? AlsoDrawn { get; init; }

    /// <summary>The name of the output that holds the images, of a model with several.</summary>
    public string? Output { get; init; }

    /// <summary>The least and the largest value of the first samples, where the range was found and cuts some of them off.</summary>
    public string? FoundFrom { get; init; }

    /// <summary>In words: seed 1, 128 normal numbers, output float32 NCHW in -1..1 (found), quantize round.</summary>
    public override string ToString()
    {
        string truncation = Truncation is double limit ? string.Create(CultureInfo.InvariantCulture, $" up to {limit}") : "";
        string drawn = AlsoDrawn is null ? "" : $"{AlsoDrawn}, ";
        string labels = Labels is null ? "" : $"labels {Labels}{(OneHot is true ? " as one-hot rows" : "")}, ";
        string output = Output is null ? "output" : $"output '{Output}'";
        string found = !RangeFound ? "" : FoundFrom is null ? " (found)" : $" (found from values of {FoundFrom})";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"seed {Seed}, {LatentSize} {Distribution} numbers{truncation}, {drawn}{labels}{output} {Precision} {Layout} in {Range}{found}, "
            + $"quantize {Quantize}");
    }
}
