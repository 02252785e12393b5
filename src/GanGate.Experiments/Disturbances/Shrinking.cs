using GanGate.Images;

namespace GanGate.Disturbances;

/// <summary>
/// Each image is shrunk to (1 - level) of its sides and enlarged again, both bilinear without a filter before: what a wrong resize does.
/// </summary>
internal sealed class Shrinking(IImageSource images) : Disturbance(DisturbanceKind.Shrinking, images)
{
    private protected override IImageSource Disturb(double level) => new DisturbedImages(Images, (image, _) =>
    {
        ImageSamples small = Resize(image, SideOf(image.Width, level), SideOf(image.Height, level));
        return Resize(small, image.Width, image.Height);
    });

    private static int SideOf(int side, double level) => Math.Max(1, (int)Math.Round(side * (1 - level), MidpointRounding.AwayFromZero));

    // Pixels are squares, and a value stands for the centre of its own.
    private static ImageSamples Resize(ImageSamples image, int width, int height)
    {
        double[] values = new double[width * height * ImageSamples.Channels];
        for (int y = 0; y < height; y++)
        {
            (int above, int below, double down) = Neighbours(y, height, image.Height);
            for (int x = 0; x < width; x++)
            {
                (int left, int right, double across) = Neighbours(x, width, image.Width);
                for (int channel = 0; channel < ImageSamples.Channels; channel++)
                {
                    double upper = Between(At(left, above), At(right, above), across);
                    double lower = Between(At(left, below), At(right, below), across);
                    values[(((y * width) + x) * ImageSamples.Channels) + channel] = Between(upper, lower, down);

                    double At(int column, int row) => image.Values[(((row * image.Width) + column) * ImageSamples.Channels) + channel];
                }
            }
        }

        return new ImageSamples(width, height, values);
    }

    private static (int First, int Second, double Share) Neighbours(int place, int places, int of)
    {
        double centre = Math.Clamp(((place + 0.5) * of / places) - 0.5, 0, of - 1);
        int first = (int)centre;
        return (first, Math.Min(first + 1, of - 1), centre - first);
    }

    private static double Between(double first, double second, double share) => first + ((second - first) * share);
}
