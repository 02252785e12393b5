using GanGate.Images;

namespace GanGate.Tests.Images;

/// <summary>Images whose samples follow a formula.</summary>
/// <param name="count">How many.</param>
/// <param name="side">Their width and height.</param>
/// <param name="sample">Of an image, a column, a row and a channel.</param>
/// <param name="description">What the set is called.</param>
internal sealed class FormulaImages(int count, int side, Func<int, int, int, int, byte> sample, string description = "formula") : IImageSource
{
    public string Description => description;

    public int Count => count;

    /// <summary>Images of one grey.</summary>
    public static FormulaImages Grey(int count, int side, byte level = 100) => new(count, side, (_, _, _, _) => level);

    public string NameOf(int index) => $"{description}-{index}";

    public RgbImage Decode(int index) => new(NameOf(index), side, side, [.. Enumerable.Range(0, side * side * 3)
        .Select(i => sample(index, i / 3 % side, i / 3 / side, i % 3))]);
}
