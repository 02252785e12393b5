using GanGate.Archives;
using GanGate.Images;

namespace GanGate.Tests.Images;

public class NpzImagesTests
{
    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void Every_image_comes_out_as_it_went_in()
    {
        byte[] pixels = [.. Enumerable.Range(0, 3 * 2 * 4 * 3).Select(i => (byte)(3 * i))];
        string path = Write("images.npz", "arr_0", pixels, 3, 2, 4, 3);

        using NpzImages images = NpzImages.Open(path);

        Assert.That(images.Count, Is.EqualTo(3));
        for (int i = 0; i < 3; i++)
        {
            RgbImage image = images.Decode(i);
            Assert.That((image.Width, image.Height, image.Name), Is.EqualTo((4, 2, $"arr_0[{i}]")));
            Assert.That(image.Pixels, Is.EqualTo(pixels[(24 * i)..(24 * (i + 1))]));
        }
    }

    [TestCase(4, 2, 4, 4)]
    [TestCase(4, 24, 1, 2)]
    public void An_array_of_another_shape_is_refused(int n, int h, int w, int c)
    {
        string path = Write("shape.npz", "arr_0", new byte[n * h * w * c], n, h, w, c);

        GanGateException? failure = Assert.Throws<GanGateException>(() => NpzImages.Open(path));

        Assert.That(failure?.Error, Is.EqualTo(ErrorCodes.ArchiveInvalid));
        Assert.That(failure?.Message, Does.Contain("N x H x W x 3"));
    }

    [Test]
    public void Images_of_more_pixels_than_any_has_are_refused_before_memory_is_taken()
    {
        string path = _folder["huge.npz"];
        using (FileStream stream = File.Create(path))
        using (NpzWriter npz = new(stream))
        {
            npz.Add<byte>("arr_0", new byte[3 * 1_100_000], 1, 1_100_000, 1, 3);
        }

        Assert.That(() => NpzImages.Open(path), Throws.TypeOf<GanGateException>().With.Message.Contains("1100000"));
    }

    [Test]
    public void Numbers_that_are_no_bytes_are_refused()
    {
        string path = _folder["floats.npz"];
        AtomicFile.Write(path, stream =>
        {
            using NpzWriter npz = new(stream);
            npz.Add<float>("arr_0", new float[2 * 2 * 2 * 3], 2, 2, 2, 3);
        });

        Assert.That(Assert.Throws<GanGateException>(() => NpzImages.Open(path))?.Message, Does.Contain("<f4"));
    }

    [Test]
    public void An_empty_array_is_refused()
    {
        foreach ((string shape, long count, long height) in ((string, long, long)[])[("(0, 8, 8, 3)", 0, 8), ("(2, 0, 8, 3)", 2, 0)])
        {
            string path = Write("empty.npz", "arr_0", [], count, height, 8, 3);

            Assert.That(
                () => NpzImages.Open(path),
                Throws.TypeOf<GanGateException>().With.Message.EqualTo($"'{path}', entry 'arr_0' holds no images ({shape})").And
                    .Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.SourceEmpty));
        }
    }

    [Test]
    public void An_archive_of_images_is_told_from_others()
    {
        Assert.That(NpzImages.IsImages(Write("images.npz", "arr_0", new byte[3], 1, 1, 1, 3)), Is.True);
        Assert.That(NpzImages.IsImages(Write("others.npz", "mu", new byte[3], 3)), Is.False);
    }

    [TestCase(-1)]
    [TestCase(2)]
    public void There_is_no_image_before_the_first_and_after_the_last(int index)
    {
        using NpzImages images = NpzImages.Open(Write("two.npz", "arr_0", new byte[6], 2, 1, 1, 3));

        Assert.That(() => images.Decode(index), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("index"));
    }

    private string Write(string name, string entry, byte[] values, params long[] shape)
    {
        string path = _folder[name];
        AtomicFile.Write(path, stream =>
        {
            using NpzWriter npz = new(stream);
            npz.Add<byte>(entry, values, shape);
        });
        return path;
    }
}
