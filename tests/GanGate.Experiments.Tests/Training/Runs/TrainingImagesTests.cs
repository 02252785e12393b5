using GanGate.Images;
using GanGate.Training.Runs;

namespace GanGate.Training.Tests.Runs;

public class TrainingImagesTests
{
    [Test]
    public void Pixels_come_as_planes_from_minus_one_to_one()
    {
        byte[] pixels = new byte[32 * 32 * 3];
        (pixels[0], pixels[1], pixels[2]) = (0, 255, 51);
        TrainingImages images = new(new One(new RgbImage("a", 32, 32, pixels)), 32, null);
        float[] batch = new float[images.Length];

        images.Fill([0], batch);

        Assert.That(new[] { batch[0], batch[1024], batch[2048] }, Is.EqualTo(new[] { -1f, 1, -0.6f }).Within(1e-6));
        Assert.That(images.Image(0).Pixels, Is.EqualTo(pixels));
    }

    [Test]
    public void The_middle_square_is_taken()
    {
        byte[] pixels = new byte[6 * 4 * 3];
        for (int p = 0; p < 24; p++) pixels[3 * p] = (byte)p;
        RgbImage image = new("a", 6, 4, pixels);

        Assert.That(Reds(CentreCrop.Of(image, null)), Is.EqualTo(new[] { 1, 2, 3, 4, 7, 8, 9, 10, 13, 14, 15, 16, 19, 20, 21, 22 }));
        Assert.That(Reds(CentreCrop.Of(image, 2)), Is.EqualTo(new[] { 8, 9, 14, 15 }));
        Assert.That(() => CentreCrop.Of(image, 5), Throws.InstanceOf<ImageDecodingException>().With.Message.Contains("square of 5"));
    }

    [Test]
    public void A_broken_image_is_named()
    {
        TrainingImages images = new(new One(null), 32, null);

        GanGateException? failure = Assert.Throws<GanGateException>(() => images.Image(0));

        Assert.That(failure!.Error, Is.EqualTo(ErrorCodes.CorruptImages));
        Assert.That(failure.Details, Is.EqualTo(new[] { "picture: broken" }));
    }

    [Test]
    public void Of_several_broken_images_of_a_batch_the_first_is_named()
    {
        TrainingImages images = new(new Some([new RgbImage("0", 32, 32, new byte[32 * 32 * 3]), null, null]), 32, null);

        GanGateException? failure = Assert.Throws<GanGateException>(() => images.Fill([0, 2, 1], new float[3 * images.Length]));

        Assert.That(failure!.Error, Is.EqualTo(ErrorCodes.CorruptImages));
        Assert.That(failure.Details, Is.EqualTo(new[] { "picture 2: broken" }));
    }

    [TestCase(-1f, 0)]
    [TestCase(1f, 255)]
    [TestCase(0f, 128)]
    [TestCase(2f, 255)]
    public void Values_become_the_nearest_byte(float value, byte expected) =>
        Assert.That(Planes.ToBytes([value])[0], Is.EqualTo(expected));

    private static int[] Reds(RgbImage image) => [.. Enumerable.Range(0, image.Width * image.Height).Select(p => (int)image.Pixels[3 * p])];

    private sealed class Some(RgbImage?[] images) : IImageSource
    {
        public string Description => "some";

        public int Count => images.Length;

        public string NameOf(int index) => $"picture {index}";

        public RgbImage Decode(int index) => images[index] ?? throw new ImageDecodingException("broken");
    }

    private sealed class One(RgbImage? image) : IImageSource
    {
        public string Description => "one";

        public int Count => 1;

        public string NameOf(int index) => "picture";

        public RgbImage Decode(int index) => image ?? throw new ImageDecodingException("broken");
    }
}
