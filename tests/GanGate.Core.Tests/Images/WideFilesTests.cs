using System.IO.Compression;
using BitMiracle.LibTiff.Classic;
using GanGate.Images;
using GanGate.Measuring;
using GanGate.Statistics;

namespace GanGate.Tests.Images;

internal sealed class WideFilesTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Few_levels_of_16_bits_are_told_of_with_what_helps()
    {
        Write("a.tif", 4095);
        Write("b.tif", 200);

        SourceRemark remark = Remarks(_folder.Root).Single();

        Assert.That(remark.Error, Is.EqualTo(ErrorCodes.FewLevelsLeft));
        Assert.That(remark.Message, Is.EqualTo(
            $"the 2 files of 16 bits a sample in '{_folder.Root}' have samples up to 4,095 only: 16 of 256 levels are left, as the upper 8 of 16 bits "
            + "are kept; say sampleBits 12 if they hold 12 bits"));
    }

    [TestCase(65535)]
    [TestCase(16384)]
    [TestCase(0)]
    public void Most_levels_or_none_are_no_matter(int value)
    {
        Write("a.tif", value);
        Write("b.tif", 0);

        Assert.That(Remarks(_folder.Root), Is.Empty);
    }

    [TestCase(16, 4095, 15)]
    [TestCase(16, 256, 1)]
    [TestCase(12, 4095, 255)]
    [TestCase(12, 256, 16)]
    [TestCase(8, 255, 255)]
    [TestCase(8, 7, 7)]
    public void The_upper_8_of_the_bits_are_kept(int bits, int value, int expected)
    {
        Write("a.tif", value);
        using (ZipArchive archive = ZipFile.Open(_folder["a.zip"], ZipArchiveMode.Create)) archive.CreateEntryFromFile(_folder["a.tif"], "a.tif");
        File.WriteAllText(_folder["a.txt"], "a.tif\n");

        foreach (string source in (string[])[_folder.Root, _folder["a.zip"], _folder["a.txt"]])
        {
            IImageSource images = ImageSources.Open(source, new ImageFileRules(SampleBits: bits));
            Assert.That(images.Decode(0).Pixels, Is.EqualTo(Enumerable.Repeat((byte)expected, 12)), source);
            Assert.That(images.Scale, Is.EqualTo(bits == 16 ? null : $"samples of 16 bits read as {bits} bits"));
            (images as IDisposable)?.Dispose();
        }
    }

    [Test]
    public void A_scale_that_still_leaves_few_levels_is_told_of()
    {
        Write("a.tif", 1023);
        IImageSource images = ImageSources.Open(_folder.Root, new ImageFileRules(SampleBits: 12));
        images.Decode(0);

        Assert.That(images.Remarks.Single().Message, Does.Contain("64 of 256 levels are left, as the upper 8 of 12 bits are kept; say sampleBits 10"));
    }

    [Test]
    public void A_sample_beyond_the_scale_is_refused()
    {
        Write("a.tif", 4096);
        IImageSource images = ImageSources.Open(_folder.Root, new ImageFileRules(SampleBits: 12));

        Assert.That(
            () => images.Decode(0),
            Throws.TypeOf<ImageDecodingException>().With.Message.EqualTo("a sample of 4,096 is above 4,095, the largest of 12 bits"));
    }

    [TestCase("P5 2 1 65535\n", 5, 15)]
    [TestCase("P6 1 1 65535\n", 7, 15)]
    public void PGM_and_PPM_of_all_16_bits_are_scaled_too(string head, int bytes, int expected)
    {
        byte[] file = [.. System.Text.Encoding.ASCII.GetBytes(head), .. Enumerable.Range(0, bytes - 1).Select(i => (byte)(i % 2 == 0 ? 0x0F : 0))];

        RgbImage plain = ImageDecoder.Decode("a", file), scaled = ImageDecoder.Decode("a", file, 12);

        Assert.That(plain.LargestOf16Bits, Is.EqualTo(0x0F00));
        Assert.That(plain.Pixels[0], Is.EqualTo(expected));
        Assert.That(scaled.Pixels[0], Is.EqualTo((byte)Math.Round(0x0F00 * 255.0 / 4095)));
    }

    [Test]
    public void Alpha_does_not_count()
    {
        byte[] file = TiffFile.Of(
            1, 1, [0xFF, 0x0F, 0xFF, 0x0F, 0xFF, 0x0F, 0xFF, 0xFF],
            (TiffTag.SAMPLESPERPIXEL, [4]), (TiffTag.BITSPERSAMPLE, [16, 16, 16, 16]), (TiffTag.EXTRASAMPLES, [2]));

        RgbImage image = ImageDecoder.Decode("a", file, 12);

        Assert.That((image.LargestOf16Bits, image.Pixels[0]), Is.EqualTo((4095, (byte)255)));
    }

    [TestCase(7)]
    [TestCase(17)]
    public void Other_numbers_of_bits_are_refused(int bits) => Assert.That(
        () => new MeasurementOptions { SampleBits = bits },
        Throws.TypeOf<GanGateException>().With.Message.EqualTo($"sampleBits must be 8 to 16, not {bits}"));

    [Test]
    public void The_score_carries_the_remark_and_statistics_their_scale()
    {
        foreach (int i in Enumerable.Range(0, 4)) Write($"{i}.tif", 1000 * (i + 1));
        MeasurementOptions options = new() { Protocol = "pyramid" };

        Score score = Measurement.Compare(_folder.Root, _folder.Root, options);
        FeatureStatistics scaled = Measurement.Statistics(_folder.Root, options with { SampleBits = 12 });

        Assert.That(score.Warnings.Select(warning => warning.Error), Does.Contain(ErrorCodes.FewLevelsLeft));
        Assert.That(scaled.Meta?.Origin, Is.EqualTo("samples of 16 bits read as 12 bits"));
    }

    private static IReadOnlyList<SourceRemark> Remarks(string source)
    {
        IImageSource images = ImageSources.Open(source);
        for (int i = 0; i < images.Count; i++) images.Decode(i);
        return images.Remarks;
    }

    // 2 x 2 pixels of gray.
    private void Write(string name, int value) => File.WriteAllBytes(
        _folder[name],
        TiffFile.Of(
            2, 2, [.. Enumerable.Range(0, 8).Select(i => (byte)(i % 2 == 0 ? value : value >> 8))],
            (TiffTag.SAMPLESPERPIXEL, [1]), (TiffTag.BITSPERSAMPLE, [16]), (TiffTag.PHOTOMETRIC, [1])));
}
