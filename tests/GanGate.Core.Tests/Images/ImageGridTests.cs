using GanGate.Images;

namespace GanGate.Tests.Images;

public class ImageGridTests
{
    [Test]
    public void Images_lie_in_rows_of_eight_with_black_between_them()
    {
        RgbImage grid = ImageGrid.Of(new Squares(10, 4));

        Assert.That((grid.Width, grid.Height), Is.EqualTo((50, 14)));
        for (int i = 0; i < 10; i++)
        {
            int x = 2 + (i % 8 * 6), y = 2 + (i / 8 * 6);
            Assert.That(Red(grid, x, y), Is.EqualTo(100 + i));
            Assert.That(Red(grid, x + 3, y + 3), Is.EqualTo(100 + i));
            Assert.That(Red(grid, x + 4, y), Is.Zero);
        }
    }

    [Test]
    public void At_most_64_images_are_drawn() => Assert.That(ImageGrid.Of(new Squares(1000, 4)).Height, Is.EqualTo(50));

    [Test]
    public void Images_too_large_to_lie_side_by_side_are_refused() => Assert.That(
        () => ImageGrid.Of(new Squares(8, 2100)),
        Throws.TypeOf<GanGateException>().With.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.SelectionImpossible)
            .And.Message.Contains("--grid"));

    private static byte Red(RgbImage image, int x, int y) => image.Pixels[3 * ((y * image.Width) + x)];

    private sealed class Squares(int count, int side) : IImageSource
    {
        public string Description => "squares";

        public int Count => count;

        public string NameOf(int index) => $"{index}";

        public RgbImage Decode(int index) => new(NameOf(index), side, side, [.. Enumerable.Repeat((byte)(100 + index), 3 * side * side)]);
    }
}
