using GanGate.Images;

namespace GanGate.Training.Runs;

/// <summary>Samples in memory.</summary>
/// <param name="Images">Each size x size pixels.</param>
/// <param name="Size">Width and height.</param>
internal sealed record SampledImages(IReadOnlyList<byte[]> Images, int Size) : IImageSource
{
    /// <inheritdoc/>
    public string Description => "samples";

    /// <inheritdoc/>
    public int Count => Images.Count;

    /// <inheritdoc/>
    public string NameOf(int index) => $"sample {index}";

    /// <inheritdoc/>
    public RgbImage Decode(int index) => new(NameOf(index), Size, Size, Images[index]);
}
