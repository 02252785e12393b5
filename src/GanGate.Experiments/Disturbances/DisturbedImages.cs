using GanGate.Images;

namespace GanGate.Disturbances;

/// <summary>Images whose samples are changed one image at a time, on the thread that decodes it.</summary>
/// <param name="source">The images before; they stay with whoever opened them.</param>
/// <param name="change">Changes one image; called by several threads at once.</param>
internal sealed class DisturbedImages(IImageSource source, Func<ImageSamples, int, ImageSamples> change) : IImageSource
{
    /// <inheritdoc/>
    public string Description => source.Description;

    /// <inheritdoc/>
    public int Count => source.Count;

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => source.Files;

    /// <inheritdoc/>
    public string NameOf(int index) => source.NameOf(index);

    /// <inheritdoc/>
    public string? ClassOf(int index) => source.ClassOf(index);

    /// <inheritdoc/>
    public RgbImage Decode(int index) => change(ImageSamples.Of(source.Decode(index)), index).ToImage(source.NameOf(index));
}

/// <summary>The samples of an image, in steps as fine as numbers allow.</summary>
/// <param name="Width">W, in pixels.</param>
/// <param name="Height">H, in pixels.</param>
/// <param name="Values">
/// H x W x 3, interleaved, from 0 to 255. The paper has images from -1 to 1; all six disturbances give the same on either scale.
/// </param>
internal sealed record ImageSamples(int Width, int Height, double[] Values)
{
    public const int Channels = 3;
    public const double Black = 0;
    public const double White = 255;

    /// <summary>The samples of a decoded image, unrounded where they are known so.</summary>
    public static ImageSamples Of(RgbImage image) => new(image.Width, image.Height, image.Unrounded is float[] unrounded
        ? Array.ConvertAll(unrounded, value => (double)value)
        : Array.ConvertAll(image.Pixels, value => (double)value));

    /// <summary>An image of which networks see the samples as they are, and people the nearest bytes.</summary>
    public RgbImage ToImage(string name) =>
        new(name, Width, Height, Array.ConvertAll(Values, value => (byte)Math.Clamp(Math.Round(value), Black, White)))
        {
            Unrounded = Array.ConvertAll(Values, value => (float)value),
        };
}
