using System.IO.Compression;
using BitMiracle.LibTiff.Classic;
using GanGate.Images;

namespace GanGate.Tests.Images;

internal sealed class TiffDecoderTests
{
    private static readonly byte[] Strip = [1, 2, 3, 4, 5, 6];

    [TestCase(new[] { 2, 2, 2 }, "unsupported: 8-bit signed samples")]
    [TestCase(new[] { 3, 3, 3 }, "unsupported: 8-bit floating-point samples")]
    [TestCase(new[] { 4, 4, 4 }, "unsupported: 8-bit untyped samples")]
    [TestCase(new[] { 5, 5, 5 }, "unsupported: 8-bit complex signed samples")]
    [TestCase(new[] { 6, 6, 6 }, "unsupported: 8-bit complex floating-point samples")]
    public void Samples_that_are_no_whole_numbers_are_named(int[] formats, string reason) => Refuses(Of((TiffTag.SAMPLEFORMAT, formats)), reason);

    [Test]
    public void What_is_only_unsupported_is_not_called_damaged()
    {
        Refuses(Of((TiffTag.BITSPERSAMPLE, [4, 4, 4])), "unsupported: RGB of 3 samples of 4 bits a pixel");
        Refuses(Of((TiffTag.BITSPERSAMPLE, [5, 6, 5])), "unsupported: samples of 5, 6, 5 bits");
        Refuses(Of((TiffTag.PHOTOMETRIC, [1])), "unsupported: gray of 3 samples of 8 bits a pixel");
        Refuses(Of((TiffTag.PHOTOMETRIC, [8])), "unsupported: CIE L*a*b* of 3 samples of 8 bits a pixel");
        Refuses(Of((TiffTag.COMPRESSION, [50000])), "unsupported: TIFF compression Zstandard");
        Refuses(Of((TiffTag.COMPRESSION, [7777])), "unsupported: TIFF compression of number 7777");
        Refuses(Of((TiffTag.COMPRESSION, [8]), (TiffTag.PREDICTOR, [3])), "unsupported: predictor 3 of 8-bit Rgb samples");
    }

    [TestCase(1, 2, 1, new byte[] { 1, 2, 3, 4, 5, 6 })]
    [TestCase(2, 2, 1, new byte[] { 4, 5, 6, 1, 2, 3 })]
    [TestCase(3, 2, 1, new byte[] { 4, 5, 6, 1, 2, 3 })]
    [TestCase(4, 2, 1, new byte[] { 1, 2, 3, 4, 5, 6 })]
    [TestCase(5, 1, 2, new byte[] { 1, 2, 3, 4, 5, 6 })]
    [TestCase(6, 1, 2, new byte[] { 1, 2, 3, 4, 5, 6 })]
    [TestCase(7, 1, 2, new byte[] { 4, 5, 6, 1, 2, 3 })]
    [TestCase(8, 1, 2, new byte[] { 4, 5, 6, 1, 2, 3 })]
    [TestCase(9, 2, 1, new byte[] { 1, 2, 3, 4, 5, 6 })]
    public void The_orientation_is_followed(int orientation, int width, int height, byte[] expected)
    {
        RgbImage image = ImageDecoder.Decode("a", Of((TiffTag.ORIENTATION, [orientation])));

        Assert.That((image.Width, image.Height), Is.EqualTo((width, height)));
        Assert.That(image.Pixels, Is.EqualTo(expected));
    }

    [Test]
    public void Colours_multiplied_by_alpha_are_divided_by_it()
    {
        byte[] file = TiffFile.Of(
            4, 1, [10, 20, 30, 128, 10, 20, 30, 255, 10, 20, 30, 0, 200, 100, 50, 100],
            (TiffTag.SAMPLESPERPIXEL, [4]), (TiffTag.BITSPERSAMPLE, [8, 8, 8, 8]), (TiffTag.EXTRASAMPLES, [1]));

        Assert.That(ImageDecoder.Decode("a", file).Pixels, Is.EqualTo((byte[])[19, 39, 59, 10, 20, 30, 0, 0, 0, 255, 255, 127]));
    }

    [Test]
    public void A_strip_is_unpacked_only_where_its_checksum_is_right()
    {
        byte[] packed = Packed(Strip);
        Assert.That(ImageDecoder.Decode("a", Deflated(packed)).Pixels, Is.EqualTo(Strip));

        for (int bit = 0; bit < 8 * packed.Length; bit++)
        {
            byte[] flipped = [.. packed];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));

            // Some bits mean nothing: of the two bytes before the data, and where the data end within a byte.
            string found = PillowPictures.Decode("a", Deflated(flipped));
            Assert.That(found.StartsWith("refused", StringComparison.Ordinal) || found == PillowPictures.Decode("a", Deflated(packed)), $"bit {bit}");
        }
    }

    [Test]
    public void A_last_strip_may_be_filled_up()
    {
        byte[] filled = Packed([.. Strip, .. new byte[600]]);
        byte[] file = TiffFile.Of(2, 1, filled, (TiffTag.COMPRESSION, [8]), (TiffTag.ROWSPERSTRIP, [100]));

        Assert.That(ImageDecoder.Decode("a", file).Pixels, Is.EqualTo(Strip));
    }

    [Test]
    public void Strips_that_are_not_there_are_named()
    {
        Refuses(Of((TiffTag.STRIPOFFSETS, [1 << 20])), "the file is truncated (strip or tile 0 leads behind its end)");
        Refuses(Of((TiffTag.STRIPOFFSETS, [])), "the TIFF file has no STRIPOFFSETS of number 0");
        Refuses(Deflated([]), "the TIFF file is damaged or truncated: strip or tile 0 holds 0 of 6 bytes");
        Refuses(Deflated(Packed([1, 2, 3])), "the TIFF file is damaged or truncated: strip or tile 0 holds 3 of 6 bytes");
        Refuses(Of((TiffTag.COMPRESSION, [5]), (TiffTag.STRIPBYTECOUNTS, [int.MaxValue])), "the file is truncated (strip or tile 0 leads behind its end)");
    }

    [Test]
    public void What_no_pixel_depends_on_may_be_damaged()
    {
        byte[] file = Of((TiffTag.SOFTWARE, [1, 2, 3, 4]));
        int entry = file.AsSpan().IndexOf((byte[])[0x31, 1, 4, 0]);
        BitConverter.TryWriteBytes(file.AsSpan(entry + 8), 1 << 30);

        Assert.That(ImageDecoder.Decode("a", file).Pixels, Is.EqualTo(Strip));
    }

    [Test]
    public void Sizes_that_no_memory_holds_are_refused_before_it_is_taken()
    {
        Refuses(
            Of((TiffTag.IMAGEWIDTH, [60_000]), (TiffTag.IMAGELENGTH, [60_000])), "60000 x 60000 pixels are more than the limit of 178,956,970");
        Refuses(Tiled(1_000_000, 1_000_000), "tiles of 1000000 x 1000000 pixels are far larger than the image");
        Refuses(Tiled(0, 16), "the TIFF file is damaged: its strips or tiles have no size");
        Refuses(Of((TiffTag.ROWSPERSTRIP, [0])), "the TIFF file is damaged: its strips or tiles have no size");

        static byte[] Tiled(int width, int height) => Of(
            (TiffTag.STRIPOFFSETS, []), (TiffTag.TILEOFFSETS, [8]), (TiffTag.TILEBYTECOUNTS, [6]), (TiffTag.TILEWIDTH, [width]), (TiffTag.TILELENGTH, [height]));
    }

    [Test]
    public void A_directory_that_leads_into_itself_is_read_once()
    {
        byte[] file = Of();
        file.AsSpan(4, 4).CopyTo(file.AsSpan(file.Length - 4));

        Assert.That(ImageDecoder.Decode("a", file).Pixels, Is.EqualTo(Strip));
    }

    [TestCase(0)]
    [TestCase(3)]
    [TestCase(300)]
    public void A_palette_of_another_length_is_refused(int values) => Refuses(
        TiffFile.Of(
            2, 1, [1, 2], (TiffTag.SAMPLESPERPIXEL, [1]), (TiffTag.BITSPERSAMPLE, [8]), (TiffTag.PHOTOMETRIC, [3]),
            (TiffTag.COLORMAP, [.. Enumerable.Range(0, values).Select(i => i * 200)])),
        $"the TIFF file is damaged: {values} values are no palette of 256 colours");

    [Test]
    public void A_palette_of_8_bits_is_refused() => Refuses(
        TiffFile.Of(
            2, 1, [1, 2], (TiffTag.SAMPLESPERPIXEL, [1]), (TiffTag.BITSPERSAMPLE, [8]), (TiffTag.PHOTOMETRIC, [3]),
            (TiffTag.COLORMAP, [.. Enumerable.Range(0, 768).Select(i => i % 256)])),
        "unsupported: a palette of 8-bit colours, where TIFF has 16 bits (Pillow reads it as black)");

    [TestCase(2, 70)]
    [TestCase(3, 1)]
    public void A_JPEG_of_another_size_than_its_strip_is_refused_unread(int width, int height)
    {
        byte[] jpeg = [0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, 0, (byte)height, 0, (byte)width, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0];
        Refuses(
            TiffFile.Of(2, 1, jpeg, (TiffTag.COMPRESSION, [7]), (TiffTag.PHOTOMETRIC, [6])),
            $"the TIFF file is damaged: a JPEG of {width} x {height} stands for 2 x 1 pixels");
    }

    private static byte[] Of(params (TiffTag Tag, int[] Values)[] more) => TiffFile.Of(2, 1, Strip, more);

    private static byte[] Deflated(byte[] packed) => TiffFile.Of(2, 1, packed, (TiffTag.COMPRESSION, [8]));

    private static byte[] Packed(byte[] bytes)
    {
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.Optimal)) zlib.Write(bytes);
        return packed.ToArray();
    }

    private static void Refuses(byte[] file, string reason) =>
        Assert.That(() => ImageDecoder.Decode("a", file), Throws.TypeOf<ImageDecodingException>().With.Message.EqualTo(reason));
}
