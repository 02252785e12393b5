using System.Text.Json.Serialization;

namespace GanGate.Measuring;

/// <summary>A generated image and another one, generated or of the reference, that show the same.</summary>
/// <param name="Name">The generated image's name within its source.</param>
/// <param name="Path">Its file, where it is one of its own.</param>
/// <param name="OtherName">The other image's name within its source.</param>
/// <param name="OtherPath">Its file, where it is one of its own.</param>
/// <param name="Distance">Their distance in feature space; 0 for equal features.</param>
public sealed record ImagePair(
    string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Path,
    string OtherName,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? OtherPath,
    double Distance)
{
    internal int Index { get; init; }

    internal int OtherIndex { get; init; }
}

/// <summary>Generated images that repeat each other: mode collapse, where the error of a score says little.</summary>
/// <param name="Exact">Images whose features equal those of an earlier one.</param>
/// <param name="Near">Different images that have another one next to them in feature space.</param>
/// <param name="Closest">The closest pairs, at most ten.</param>
public sealed record RepeatedImages(int Exact, int Near, IReadOnlyList<ImagePair> Closest);

/// <summary>Generated images that lie next to an image of the reference in feature space: memorised, it may be.</summary>
/// <param name="Count">How many.</param>
/// <param name="Closest">The closest pairs, at most ten.</param>
public sealed record CopiedImages(int Count, IReadOnlyList<ImagePair> Closest);
