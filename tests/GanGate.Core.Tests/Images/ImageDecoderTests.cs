using BitMiracle.LibTiff.Classic;
using GanGate.Archives;
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
    [TestCase(ExtraSample.UNSPECIFIED)]
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

    [Test]
    public void A_tiff_may_begin_with_its_great_bytes()
    {
        byte[] file = Tiff2x1(bits: 8, [1, 2, 3, 4, 5, 6], bigEndian: true);

        Assert.That(file[..2], Is.EqualTo("MM"u8.ToArray()));
        Assert.That(ImageDecoder.Decode("a", file).Pixels, Is.EqualTo((byte[])[1, 2, 3, 4, 5, 6]));
    }

    [Test]
    public void A_tiff_that_leads_behind_its_end_or_claims_too_much_is_refused()
    {
        byte[] file = Tiff2x1(bits: 8, [1, 2, 3, 4, 5, 6]);

        Assert.That(
            () => ImageDecoder.Decode("a", Patched(file, TiffTag.STRIPOFFSETS, 1 << 20)),
            Throws.TypeOf<ImageDecodingException>().With.Message.EqualTo("the file is truncated (strip or tile 0 leads behind its end)"));
        Assert.That(
            () => ImageDecoder.Decode("a", Patched(Patched(file, TiffTag.IMAGEWIDTH, 60_000), TiffTag.IMAGELENGTH, 60_000)),
            Throws.TypeOf<ImageDecodingException>().With.Message.EqualTo("60000 x 60000 pixels are more than the limit of 178,956,970"));

        static byte[] Patched(byte[] file, TiffTag tag, int value)
        {
            byte[] patched = [.. file];
            int directory = BitConverter.ToInt32(file, 4), entry = directory + 2;
            while (BitConverter.ToUInt16(file, entry) != (ushort)tag) entry += 12;
            BitConverter.TryWriteBytes(patched.AsSpan(entry + 2), (ushort)TiffType.LONG);
            BitConverter.TryWriteBytes(patched.AsSpan(entry + 8), value);
            return patched;
        }
    }

    [TestCase(215, 832_358, "")]
    [TestCase(1_000_000, 1, "")]
    [TestCase(1, 1_000_000, "")]
    [TestCase(215, 832_359, "215 x 832359 pixels are more than the limit of 178,956,970")]
    [TestCase(1_000_001, 1, "1000001 x 1 pixels: a side is longer than the limit of 1,000,000")]
    [TestCase(1, 1_000_001, "1 x 1000001 pixels: a side is longer than the limit of 1,000,000")]
    [TestCase(long.MaxValue, long.MaxValue, "are more than the limit")]
    [TestCase(0, 1, "width or height is zero")]
    [TestCase(1, -1, "width or height is zero")]
    public void Sizes_end_at_their_limits(long width, long height, string reason) => Assert.That(
        () => ImageDecoder.CheckSize(width, height),
        reason.Length == 0 ? Throws.Nothing : Throws.TypeOf<ImageDecodingException>().With.Message.Contains(reason));

    [Test]
    public void Files_that_are_no_images_say_how_they_begin()
    {
        byte[] header = [0x89, .. "PNG\r\n\u001a\n"u8, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0, 0, 0, 0, 0, 1];

        Refuses([], "the file is empty");
        Refuses([1, 2, 0xFE], "not an image of a known format (starts with 01 02 FE)");
        Refuses("plain text of a file"u8.ToArray(), "not an image of a known format (starts with \"plain text o\")");
        Refuses(header, "width or height is zero");

        static void Refuses(byte[] file, string reason) =>
            Assert.That(() => ImageDecoder.Decode("a", file), Throws.TypeOf<ImageDecodingException>().With.Message.EqualTo(reason));
    }

    [Test]
    public void A_jpeg_that_claims_too_many_pixels_is_refused_before_memory_is_taken()
    {
        using TemporaryFolder folder = new();
        using SKBitmap bitmap = PaintedImages.Paint(8, 8, seed: 1);
        PaintedImages.Save(bitmap, folder["a.jpg"]);
        byte[] file = File.ReadAllBytes(folder["a.jpg"]);
        int frame = file.AsSpan().IndexOf((byte[])[0xFF, 0xC0]);
        ((byte[])[0xEA, 0x60, 0xEA, 0x60]).CopyTo(file, frame + 5);

        Assert.That(
            () => ImageDecoder.Decode("a", file),
            Throws.TypeOf<ImageDecodingException>().With.Message.EqualTo("60000 x 60000 pixels are more than the limit of 178,956,970"));
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
        using FileStream writer = new(folder["locked.png"], FileMode.Create, FileAccess.Write, FileShare.None);
        writer.WriteByte(1);
        writer.Flush();
        Assert.That(
            () => ImageFile.Decode(folder["locked.png"], "a"), Throws.TypeOf<ImageDecodingException>().With.Message.StartsWith("the file cannot be read: "));
    }

    [Test]
    public void A_file_that_no_image_can_fill_is_not_read()
    {
        using TemporaryFolder folder = new();
        using (FileStream file = File.Create(folder["huge.png"])) file.SetLength((1L << 30) + 1);

        Assert.That(
            () => ImageFile.Decode(folder["huge.png"], "a"),
            Throws.TypeOf<ImageDecodingException>().With.Message.EqualTo("1,073,741,825 bytes are more than the limit of 1,073,741,824"));
    }

    [Test]
    public void A_file_emptied_since_it_was_listed_has_changed()
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["a.png"], [1]);
        FileStamp? stamp = ImageFile.StampOf(folder["a.png"]);
        File.WriteAllBytes(folder["a.png"], []);

        Assert.That(
            () => ImageFile.Decode(folder["a.png"], "a", stamp),
            Throws.TypeOf<GanGateException>().With.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.SourceChanged));
        Assert.That(() => ImageFile.Decode(folder["a.png"], "a"), Throws.TypeOf<ImageDecodingException>().With.Message.StartsWith("the file is empty"));
    }

    private static byte[] Tiff2x1(int bits, byte[] row, Action<Tiff>? more = null, bool bigEndian = false)
    {
        using MemoryStream stream = new();
        using (Tiff tiff = Tiff.ClientOpen("test", bigEndian ? "wb" : "wl", stream, new TiffStream()))
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
