using BitMiracle.LibTiff.Classic;
using GanGate.Images;
using SkiaSharp;

namespace GanGate.Tests.Images;

internal sealed class ImageDecoderTests
{
    [TestCase("red", 255, 0, 0)]
    [TestCase("green", 0, 255, 0)]
    [TestCase("blue", 0, 0, 255)]
    public void Channels_come_in_the_order_red_green_blue(string name, int red, int green, int blue)
    {
        using TemporaryFolder folder = new();
        using SKBitmap bitmap = new(5, 3);
        bitmap.Erase(new SKColor((byte)red, (byte)green, (byte)blue));
        PaintedImages.Save(bitmap, folder[name + ".png"]);
        RgbImage image = ImageFile.Decode(folder[name + ".png"], name);

        Assert.That((image.Name, image.Width, image.Height), Is.EqualTo((name, 5, 3)));
        Assert.That(image.Pixels, Is.EqualTo(Enumerable.Repeat((byte[])[(byte)red, (byte)green, (byte)blue], 15).SelectMany(pixel => pixel)));
    }

    [Test]
    public void Png_comes_back_exactly_and_jpeg_nearly()
    {
        using TemporaryFolder folder = new();
        using SKBitmap bitmap = PaintedImages.Paint(61, 47, seed: 3);
        PaintedImages.Save(bitmap, folder["a.png"]);
        PaintedImages.Save(bitmap, folder["a.jpg"], quality: 95);
        byte[] expected = PaintedImages.Rgb(bitmap);

        Assert.That(ImageFile.Decode(folder["a.png"], "a").Pixels, Is.EqualTo(expected));
        double error = ImageFile.Decode(folder["a.jpg"], "a").Pixels.Zip(expected, (a, b) => Math.Abs(a - b)).Average();
        Assert.That(error, Is.InRange(0.01, 8));
    }

    [Test]
    public void Alpha_is_dropped_and_not_composited()
    {
        using TemporaryFolder folder = new();
        using SKBitmap bitmap = new(new SKImageInfo(2, 1, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        bitmap.SetPixel(0, 0, new SKColor(200, 100, 50, 0));
        bitmap.SetPixel(1, 0, new SKColor(10, 20, 30, 128));
        PaintedImages.Save(bitmap, folder["a.png"]);

        Assert.That(ImageFile.Decode(folder["a.png"], "a").Pixels, Is.EqualTo((byte[])[200, 100, 50, 10, 20, 30]));
    }

    [TestCase(ExtraSample.UNASSALPHA)]
    [TestCase(ExtraSample.ASSOCALPHA)]
    public void Alpha_of_a_tiff_is_dropped_too(ExtraSample kind)
    {
        byte[] file = Tiff2x1(bits: 8, [200, 100, 50, 0, 10, 20, 30, 128], tiff => tiff.SetField(TiffTag.EXTRASAMPLES, 1, (short[])[(short)kind]));
        Assert.That(ImageDecoder.Decode("a", file).Pixels, Is.EqualTo((byte[])[200, 100, 50, 10, 20, 30]));
    }

    [Test]
    public void A_tiff_of_16_bits_keeps_the_high_bytes()
    {
        byte[] file = Tiff2x1(bits: 16, [0xFF, 200, 0, 100, 0x80, 50, 0xFF, 10, 0, 20, 0x80, 30]);
        Assert.That(ImageDecoder.Decode("a", file).Pixels, Is.EqualTo((byte[])[200, 100, 50, 10, 20, 30]));
    }

    [TestCase(Orientation.BOTRIGHT)]
    [TestCase(Orientation.RIGHTTOP)]
    public void The_orientation_of_a_tiff_is_ignored(Orientation orientation)
    {
        byte[] file = Tiff2x1(bits: 8, [1, 2, 3, 4, 5, 6], tiff => tiff.SetField(TiffTag.ORIENTATION, orientation));
        Assert.That(ImageDecoder.Decode("a", file).Pixels, Is.EqualTo((byte[])[1, 2, 3, 4, 5, 6]));
    }

    [Test]
    public void A_truncated_tiff_is_refused_and_nothing_is_printed()
    {
        byte[] file = Tiff2x1(bits: 8, [1, 2, 3, 4, 5, 6]);
        (TextWriter output, TextWriter error) = (Console.Out, Console.Error);
        using StringWriter printed = new();
        try
        {
            Console.SetOut(printed);
            Console.SetError(printed);
            // The last four bytes only say that no other page follows.
            for (int length = 4; length < file.Length - 4; length++)
            {
                Assert.That(() => ImageDecoder.Decode("a", file.AsMemory(0, length)), Throws.TypeOf<ImageDecodingException>(), $"{length} of {file.Length} bytes");
            }
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }

        Assert.That(printed.ToString(), Is.Empty);
    }

    [Test]
    public void A_file_that_is_gone_or_locked_away_has_its_reason()
    {
        using TemporaryFolder folder = new();
        File.CreateSymbolicLink(folder["link.png"], folder["nothing.png"]);

        Assert.That(() => ImageFile.Decode(folder["nothing.png"], "a"), Throws.TypeOf<ImageDecodingException>().With.Message.Contains("no longer exists"));
        Assert.That(() => ImageFile.Decode(folder["link.png"], "a"), Throws.TypeOf<ImageDecodingException>().With.Message.Contains("link to nothing"));
    }

    private static byte[] Tiff2x1(int bits, byte[] row, Action<Tiff>? more = null)
    {
        using MemoryStream stream = new();
        using (Tiff tiff = Tiff.ClientOpen("test", "wl", stream, new TiffStream()))
        {
            tiff.SetField(TiffTag.IMAGEWIDTH, 2);
            tiff.SetField(TiffTag.IMAGELENGTH, 1);
            tiff.SetField(TiffTag.BITSPERSAMPLE, bits);
            tiff.SetField(TiffTag.SAMPLESPERPIXEL, row.Length / 2 / (bits / 8));
            tiff.SetField(TiffTag.PHOTOMETRIC, Photometric.RGB);
            tiff.SetField(TiffTag.PLANARCONFIG, PlanarConfig.CONTIG);
            tiff.SetField(TiffTag.ROWSPERSTRIP, 1);
            more?.Invoke(tiff);
            tiff.WriteEncodedStrip(0, row, row.Length);
            tiff.WriteDirectory();
        }

        return stream.ToArray();
    }
}
