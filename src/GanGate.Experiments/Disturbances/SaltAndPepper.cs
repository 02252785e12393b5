using GanGate.Images;

namespace GanGate.Disturbances;

/// <summary>Each pixel turns black or white, all its channels together, with the level's probability; either is as likely.</summary>
internal sealed class SaltAndPepper(IImageSource images, DisturbanceRandom random) : Disturbance(DisturbanceKind.SaltAndPepper, images)
{
    private protected override IImageSource Disturb(double level) => new DisturbedImages(Images, (image, index) =>
    {
        double[] values = [.. image.Values];
        for (int pixel = 0; pixel < values.Length / ImageSamples.Channels; pixel++)
        {
            (double changes, double colour) = random.Uniforms(index, pixel);
            if (changes >= level) continue;

            Span<double> samples = values.AsSpan(pixel * ImageSamples.Channels, ImageSamples.Channels);
            samples.Fill(colour < 0.5 ? ImageSamples.Black : ImageSamples.White);
        }

        return image with { Values = values };
    });
}
