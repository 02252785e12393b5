using GanGate.Images;
using SkiaSharp;

namespace GanGate.Disturbances;

/// <summary>Each image goes through a JPEG file of quality 100 - level.</summary>
internal sealed class JpegArtefacts(IImageSource images) : Disturbance(DisturbanceKind.Jpeg, images)
{
    private const int Best = 100;

    private protected override IImageSource Disturb(double level)
    {
        int quality = Best - (int)Math.Round(level, MidpointRounding.AwayFromZero);
        return new DisturbedImages(Images, (image, _) =>
        {
            byte[] file = SkiaEncoder.Encode(image.ToImage(""), SKEncodedImageFormat.Jpeg, quality);
            return ImageSamples.Of(ImageDecoder.Decode("", file));
        });
    }
}
