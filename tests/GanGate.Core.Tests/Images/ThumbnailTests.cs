using GanGate.Images;

namespace GanGate.Tests.Images;

public class ThumbnailTests
{
    [Test]
    public void A_small_image_is_kept_without_loss()
    {
        RgbImage image = Noise(20, 30);
        Thumbnail thumbnail = Thumbnail.Of(image);

        Assert.That((thumbnail.Width, thumbnail.Height, thumbnail.MediaType), Is.EqualTo((20, 30, "image/png")));
        Assert.That(ImageDecoder.Decode("t", thumbnail.Data).Pixels, Is.EqualTo(image.Pixels));
    }

    [Test]
    public void What_would_be_large_without_loss_is_a_jpeg()
    {
        Thumbnail thumbnail = Thumbnail.Of(Noise(128, 100));

        Assert.That((thumbnail.Width, thumbnail.Height, thumbnail.MediaType), Is.EqualTo((128, 100, "image/jpeg")));
        Assert.That(thumbnail.Data.Span[..2].ToArray(), Is.EqualTo(new byte[] { 0xFF, 0xD8 }));
    }

    [TestCase(1000, 500, 128, 64)]
    [TestCase(129, 129, 128, 128)]
    [TestCase(1, 5000, 1, 128)]
    public void A_large_image_shrinks_and_keeps_its_shape(int width, int height, int shownWidth, int shownHeight)
    {
        Thumbnail thumbnail = Thumbnail.Of(Noise(width, height));

        Assert.That((thumbnail.Width, thumbnail.Height), Is.EqualTo((shownWidth, shownHeight)));
        Assert.That(thumbnail.Data.Length, Is.LessThan(16 << 10));
        Assert.That(ImageDecoder.Decode("t", thumbnail.Data).Pixels.Average(value => value), Is.EqualTo(127.5).Within(4));
    }

    [Test]
    public void Colours_and_places_survive()
    {
        byte[] pixels = new byte[256 * 256 * 3];
        for (int pixel = 0; pixel < 256 * 256; pixel++) pixels[(3 * pixel) + (pixel % 256 < 128 ? 0 : 2)] = 200;

        RgbImage shown = ImageDecoder.Decode("t", Thumbnail.Of(new RgbImage("halves", 256, 256, pixels)).Data);

        Assert.That(shown.Pixels[..3], Is.EqualTo(new byte[] { 200, 0, 0 }));
        Assert.That(shown.Pixels[^3..], Is.EqualTo(new byte[] { 0, 0, 200 }));
    }

    private static RgbImage Noise(int width, int height)
    {
        byte[] pixels = new byte[width * height * 3];
        new Random(1).NextBytes(pixels);
        return new RgbImage("noise", width, height, pixels);
    }
}
