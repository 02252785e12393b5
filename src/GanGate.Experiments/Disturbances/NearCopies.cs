using GanGate.Images;

namespace GanGate.Disturbances;

/// <summary>
/// The level's share of the images, at random places, is replaced by near copies of ten images of the set: shifted by a pixel in one of
/// eight directions, with the border repeated. A collapsed generator makes such samples.
/// </summary>
internal sealed class NearCopies(IImageSource images, DisturbanceRandom random) : Disturbance(DisturbanceKind.NearCopies, images)
{
    private const int MostOriginals = 10;

    private static readonly (int X, int Y)[] Shifts = [(1, 0), (0, 1), (-1, 0), (0, -1), (1, 1), (-1, 1), (-1, -1), (1, -1)];

    // The originals come first in the order, and are replaced last.
    private readonly int[] _order = random.Order(0, images.Count);

    private int Originals => Math.Min(MostOriginals, Images.Count);

    private protected override IImageSource Disturb(double level)
    {
        int replaced = (int)Math.Round(level * Images.Count, MidpointRounding.AwayFromZero);
        int[] sources = [.. Enumerable.Range(0, Images.Count)];
        for (int i = 0; i < replaced; i++) sources[_order[^(i + 1)]] = _order[i % Originals];
        bool[] copied = new bool[Images.Count];
        for (int i = 0; i < replaced; i++) copied[_order[^(i + 1)]] = true;
        return new DisturbedImages(
            new SelectedImages(Images, sources), (image, index) => copied[index] ? Shifted(image, Shifts[index % Shifts.Length]) : image);
    }

    private static ImageSamples Shifted(ImageSamples image, (int X, int Y) by)
    {
        double[] values = new double[image.Values.Length];
        for (int y = 0; y < image.Height; y++)
        {
            int row = Math.Clamp(y + by.Y, 0, image.Height - 1) * image.Width;
            for (int x = 0; x < image.Width; x++)
            {
                int from = (row + Math.Clamp(x + by.X, 0, image.Width - 1)) * ImageSamples.Channels;
                image.Values.AsSpan(from, ImageSamples.Channels).CopyTo(values.AsSpan(((y * image.Width) + x) * ImageSamples.Channels));
            }
        }

        return image with { Values = values };
    }
}
