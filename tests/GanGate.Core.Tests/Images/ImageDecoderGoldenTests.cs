using System.Text.Json;
using GanGate.Images;

namespace GanGate.Tests.Images;

internal sealed class ImageDecoderGoldenTests
{
    private static readonly string[] Gray16 = ["p07_gray16_96x64.png", "p08_gray16_dark_96x64.png"];

    [Test]
    public void Every_reference_image_decodes_to_the_pixels_of_Pillow()
    {
        ImageFolder images = ImageFolder.Open(Repository.Shared("reference", "images"));
        string expected = Repository.Shared("reference", "images_expected.npz");
        Assert.That(images.Count, Is.EqualTo(NpyFile.NamesIn(expected).Length));

        Assert.Multiple(() =>
        {
            for (int i = 0; i < images.Count; i++)
            {
                RgbImage image = images.Decode(i);
                NpyFile pixels = NpyFile.Read(expected, image.Name);
                Assert.That((int[])[image.Height, image.Width, 3], Is.EqualTo(pixels.Shape), image.Name);
                if (!Gray16.Contains(image.Name))
                {
                    Assert.That(image.Pixels.AsSpan().SequenceEqual(pixels.Bytes()), image.Name);
                }
            }
        });
    }

    [Test]
    public void Gray_of_16_bits_keeps_its_high_byte()
    {
        // Pillow clips at 255. p07 holds v * 257 for v in 0..255, so v itself is the high byte; p08 holds 0..255 only.
        string expected = Repository.Shared("reference", "images_expected.npz");
        RgbImage bright = Decode(Repository.Shared("reference", "images", Gray16[0]));
        RgbImage dark = Decode(Repository.Shared("reference", "images", Gray16[1]));

        Assert.That(bright.Pixels.Select(value => (byte)Math.Min(255, value * 257)), Is.EqualTo(NpyFile.Read(expected, Gray16[0]).Bytes()));
        Assert.That(bright.Pixels.Distinct().Count(), Is.GreaterThan(100));
        Assert.That(dark.Pixels, Is.All.Zero);
    }

    [TestCase("bad_crc.png", "damaged")]
    [TestCase("bomb_60000x60000.png", "60000 x 60000 pixels are more than the limit of 178,956,970")]
    [TestCase("header_only.jpg", "truncated")]
    [TestCase("random.jpg", "not an image of a known format (starts with ", TestName = "{m}(random.jpg)")]
    [TestCase("text.png", "not an image of a known format (starts with \"", TestName = "{m}(text.png)")]
    [TestCase("truncated.jpg", "the file is truncated")]
    [TestCase("truncated.png", "the file is truncated")]
    [TestCase("zero_bytes.png", "the file is empty")]
    [TestCase("zero_size.png", "width or height is zero")]
    public void A_bad_file_is_refused_with_its_own_reason(string name, string reason)
    {
        string path = Repository.Shared("reference", "images_bad", name);
        Assert.That(() => Decode(path), Throws.TypeOf<ImageDecodingException>().With.Message.Contains(reason));
    }

    [Test]
    public void The_content_decides_not_the_name()
    {
        RgbImage image = Decode(Repository.Shared("reference", "images_bad", "jpeg_named.png"));
        using JsonDocument expected = JsonDocument.Parse(File.ReadAllBytes(Repository.Shared("reference", "images_bad_expected.json")));
        JsonElement jpeg = expected.RootElement.GetProperty("jpeg_named.png");

        Assert.That(image.Width, Is.EqualTo(jpeg.GetProperty("width").GetInt32()));
        Assert.That(image.Pixels.Sum(value => value), Is.EqualTo(jpeg.GetProperty("sum").GetInt32()));
    }

    [Test]
    public void A_damaged_file_gives_an_image_or_a_reason_and_nothing_else()
    {
        string folder = Repository.Shared("reference", "images");
        string[] small = [.. Directory.GetFiles(folder).Where(path => new FileInfo(path).Length < 9000).Order(StringComparer.Ordinal)];
        Random random = new(1);
        int refused = 0;
        foreach (string path in small)
        {
            byte[] original = File.ReadAllBytes(path);
            for (int i = 0; i < 20; i++)
            {
                byte[] broken = original[..(i % 2 == 0 ? random.Next(original.Length) : original.Length)];
                for (int flip = 0; flip < 3 && broken.Length > 0; flip++)
                {
                    // Mostly in the header, where it hurts; sizes stay small enough for a quick test.
                    broken[random.Next(Math.Min(broken.Length, random.Next(1, 400)))] ^= (byte)(1 << random.Next(8));
                }

                refused += IsRefused(broken) ? 1 : 0;
            }
        }

        Assert.That(refused, Is.GreaterThan(small.Length * 5));
    }

    private static RgbImage Decode(string path) => ImageFile.Decode(path, Path.GetFileName(path));

    private static bool IsRefused(byte[] file)
    {
        try
        {
            RgbImage image = ImageDecoder.Decode("broken", file);
            Assert.That(image.Pixels, Has.Length.EqualTo(image.Width * image.Height * 3));
            return false;
        }
        catch (ImageDecodingException e)
        {
            Assert.That(e.Message, Is.Not.Empty);
            return true;
        }
    }
}
