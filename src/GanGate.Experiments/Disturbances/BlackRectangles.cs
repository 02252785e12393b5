using GanGate.Images;

namespace GanGate.Disturbances;

/// <summary>
/// Five rectangles, each with sides of a times the image's (whole pixels, rounded down), anywhere inside the image; they are as dark as the
/// darkest sample of the whole set.
/// </summary>
internal sealed class BlackRectangles : Disturbance
{
    private const int Rectangles = 5;

    // 0.29 of 100 pixels are 29, also where binary fractions make it 28.999...
    private const double Slack = 1e-9;

    private readonly DisturbanceRandom _random;
    private readonly double _black;

    private BlackRectangles(IImageSource images, DisturbanceRandom random, double black)
        : base(DisturbanceKind.Rectangles, images) => (_random, _black) = (random, black);

    /// <summary>Decodes all images to find the darkest sample.</summary>
    public static BlackRectangles Of(IImageSource images, DisturbanceRandom random, int threads, CancellationToken cancellation) => new(
        images, random, ImageReader.Read(images, image => ImageSamples.Of(image).Values.Min(), threads, cancellation).Min());

    private protected override IImageSource Disturb(double level) => new DisturbedImages(Images, (image, index) =>
    {
        double[] values = [.. image.Values];
        int width = (int)((level * image.Width) + Slack), height = (int)((level * image.Height) + Slack);
        for (int rectangle = 0; rectangle < Rectangles; rectangle++)
        {
            (double across, double down) = _random.Uniforms(index, rectangle);
            int left = (int)(across * (image.Width - width + 1)), top = (int)(down * (image.Height - height + 1));
            for (int y = top; y < top + height; y++)
            {
                values.AsSpan(((y * image.Width) + left) * ImageSamples.Channels, width * ImageSamples.Channels).Fill(_black);
            }
        }

        return image with { Values = values };
    });
}
