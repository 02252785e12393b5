using GanGate.Images;

namespace GanGate.Training.Runs;

/// <summary>The images of training as the networks see them, to be measured.</summary>
internal sealed class SeenImages(TrainingImages images) : IImageSource
{
    /// <inheritdoc/>
    public string Description => "the images of training";

    /// <inheritdoc/>
    public int Count => images.Count;

    /// <inheritdoc/>
    public string NameOf(int index) => images.Image(index).Name;

    /// <inheritdoc/>
    public RgbImage Decode(int index) => images.Image(index);
}
