using GanGate.Images;

namespace GanGate.Disturbances;

/// <summary>
/// Turns an image about its centre (W / 2, H / 2) by s exp(-r / d) at the distance r, d = R ln 2 / 5, with bilinear interpolation: what
/// scikit-image's <c>swirl</c> does with strength s and radius R. The direction is random, and the border stays as it was.
/// </summary>
internal sealed class Swirl(IImageSource images, DisturbanceRandom random, double? radius) : Disturbance(DisturbanceKind.Swirl, images)
{
    // The paper's own: 64 pixels are its faces.
    private const int SideOfFaces = 64;
    private const double RadiusOfFaces = 70;
    private const double RadiusOfOthers = 25;

    // What is restored, in pixels.
    private const int BorderBefore = 3;
    private const int BorderAfter = 4;

    private protected override IImageSource Disturb(double level) => new DisturbedImages(Images, (image, index) =>
    {
        double direction = random.Uniforms(index, 0).First < 0.5 ? -1 : 1;
        return Apply(image, direction * level, radius ?? RadiusOf(image));
    });

    /// <summary>Swirls one image.</summary>
    /// <param name="image">Any size.</param>
    /// <param name="strength">In radians; the sign is the direction.</param>
    /// <param name="radius">In pixels.</param>
    internal static ImageSamples Apply(ImageSamples image, double strength, double radius)
    {
        double centreX = image.Width / 2.0, centreY = image.Height / 2.0, decay = radius * Math.Log(2) / 5;
        double[] values = [.. image.Values];
        for (int y = BorderBefore; y < image.Height - BorderAfter; y++)
        {
            for (int x = BorderBefore; x < image.Width - BorderAfter; x++)
            {
                double dx = x - centreX, dy = y - centreY, distance = Math.Sqrt((dx * dx) + (dy * dy));
                (double sine, double cosine) = Math.SinCos(strength * Math.Exp(-distance / decay));
                double fromX = centreX + (dx * cosine) - (dy * sine), fromY = centreY + (dx * sine) + (dy * cosine);
                Span<double> pixel = values.AsSpan(((y * image.Width) + x) * ImageSamples.Channels, ImageSamples.Channels);
                Interpolate(image, fromX, fromY, pixel);
            }
        }

        return image with { Values = values };
    }

    private static double RadiusOf(ImageSamples image) =>
        image is { Width: SideOfFaces, Height: SideOfFaces } ? RadiusOfFaces : RadiusOfOthers;

    private static void Interpolate(ImageSamples image, double x, double y, Span<double> pixel)
    {
        int left = (int)Math.Floor(x), top = (int)Math.Floor(y);
        double right = x - left, bottom = y - top;
        for (int channel = 0; channel < ImageSamples.Channels; channel++)
        {
            double above = ((1 - right) * At(left, top, channel)) + (right * At(left + 1, top, channel));
            double below = ((1 - right) * At(left, top + 1, channel)) + (right * At(left + 1, top + 1, channel));
            pixel[channel] = ((1 - bottom) * above) + (bottom * below);
        }

        double At(int column, int row, int channel) =>
            image.Values[(((Mirror(row, image.Height) * image.Width) + Mirror(column, image.Width)) * ImageSamples.Channels) + channel];
    }

    // d c b | a b c d | c b a
    private static int Mirror(int position, int length)
    {
        if (length == 1) return 0;
        int period = 2 * (length - 1), folded = ((position % period) + period) % period;
        return folded < length ? folded : period - folded;
    }
}
