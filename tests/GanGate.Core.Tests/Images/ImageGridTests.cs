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
    public void A_name_of_another_kind_of_picture_is_refused() => Assert.That(
        () => ImageGrid.Write("g.JPG", new Squares(10, 4)),
        Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(ErrorCodes.Usage).And.Message.EqualTo(
            "'g.JPG' cannot be drawn: grid writes PNG, so the name ends with .png"));

    [Test]
    public void At_most_64_images_are_drawn() => Assert.That(ImageGrid.Of(new Squares(1000, 4)).Height, Is.EqualTo(50));

    [Test]
    public void Images_too_large_to_lie_side_by_side_are_refused() => Assert.That(
        () => ImageGrid.Of(new Squares(8, 2100)),
        Throws.TypeOf<GanGateException>().With.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.SelectionImpossible)
            .And.Message.Contains("grid"));

    [Test]
    public void Cells_have_the_size_of_the_largest_image()
    {
        RgbImage wide = new("wide", 3, 1, [1, 1, 1, 2, 2, 2, 3, 3, 3]), high = new("high", 1, 2, [4, 4, 4, 5, 5, 5]);

        RgbImage grid = ImageGrid.Of(new Pictures(wide, high));

        Assert.That((grid.Name, grid.Width, grid.Height), Is.EqualTo(("grid", 12, 6)));
        Assert.That(Enumerable.Range(0, 12).Select(x => Red(grid, x, 2)), Is.EqualTo((byte[])[0, 0, 1, 2, 3, 0, 0, 4, 0, 0, 0, 0]));
        Assert.That(Enumerable.Range(0, 12).Select(x => Red(grid, x, 3)), Is.EqualTo((byte[])[0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0]));
    }

    [Test]
    public void A_grid_is_written_without_loss()
    {
        using TemporaryFolder folder = new();
        Squares squares = new(3, 4);

        ImageGrid.Write(folder["grid.png"], squares, most: 2);

        RgbImage grid = ImageFile.Decode(folder["grid.png"], "grid");
        Assert.That(grid.Pixels, Is.EqualTo(ImageGrid.Of(squares, 2).Pixels));
        Assert.That(grid.Width, Is.EqualTo(14));
    }

    [Test]
    public void A_grid_ends_at_its_longest_side()
    {
        Assert.That(ImageGrid.Of(new Pictures(Line(16_380))).Width, Is.EqualTo(16_384));
        Assert.That(
            () => ImageGrid.Of(new Pictures(Line(16_381))),
            Throws.TypeOf<GanGateException>().With.Message.EqualTo(
                "a grid of 16385 x 5 pixels is too large (at most 16384 a side): leave grid out"));

        static RgbImage Line(int width) => new("line", width, 1, new byte[3 * width]);
    }

    private static byte Red(RgbImage image, int x, int y) => image.Pixels[3 * ((y * image.Width) + x)];

    private sealed class Squares(int count, int side) : IImageSource
    {
        public string Description => "squares";

        public int Count => count;

        public string NameOf(int index) => $"{index}";

        public RgbImage Decode(int index) => new(NameOf(index), side, side, [.. Enumerable.Repeat((byte)(100 + index), 3 * side * side)]);
    }

    private sealed class Pictures(params RgbImage[] images) : IImageSource
    {
        public string Description => "pictures";

        public int Count => images.Length;

        public string NameOf(int index) => images[index].Name;

        public RgbImage Decode(int index) => images[index];
    }
}
