using GanGate.Images;

namespace GanGate.Disturbances;

/// <summary>Gaussian blur of each channel (<see cref="GaussianBlur"/>); the level is its standard deviation in pixels.</summary>
internal sealed class Blur(IImageSource images) : Disturbance(DisturbanceKind.Blur, images)
{
    private protected override IImageSource Disturb(double level) => new DisturbedImages(
        Images, (image, _) => image with { Values = GaussianBlur.Blur(image.Values, image.Width, image.Height, level) });
}
