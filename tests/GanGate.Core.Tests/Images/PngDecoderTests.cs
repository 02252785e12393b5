using System.Runtime.InteropServices;
using GanGate.Images;
using SkiaSharp;

namespace GanGate.Tests.Images;

internal sealed class PngDecoderTests
{
    private static readonly TestPng Small = new(5, 4, Colour: 2, Depth: 8);

    private static IEnumerable<TestPng> EveryKind() =>
        from kind in (int[][])[[0, 1, 2, 4, 8, 16], [2, 8, 16], [3, 1, 2, 4, 8], [4, 8, 16], [6, 8, 16]]
        from depth in kind[1..]
        from interlaced in (bool[])[false, true]
        from size in ((int, int)[])[(1, 1), (3, 2), (5, 9), (33, 17)]
        select new TestPng(size.Item1, size.Item2, kind[0], depth, interlaced);

    [TestCaseSource(nameof(EveryKind))]
    public void Every_kind_gives_its_samples(TestPng png) => Assert.That(ImageDecoder.Decode("a", png.File).Pixels, Is.EqualTo(png.Rgb));

    [Test]
    public void Long_rows_and_many_of_them_are_read_as_libpng_reads_them()
    {
        foreach ((int width, int height) in ((int, int)[])[(30_000, 2), (700, 500), (1, 3_000)])
        {
            using SKBitmap bitmap = PaintedImages.Paint(width, height, seed: width);
            using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
            Assert.That(ImageDecoder.Decode("a", data.ToArray()).Pixels.AsSpan().SequenceEqual(Rgb(bitmap)), Is.True, $"{width} x {height}");
        }
    }

    [Test]
    public void Pixels_may_be_cut_into_chunks_of_any_length()
    {
        byte[] pixels = TestPng.Packed(Small.Rows);
        byte[] chunks = [.. pixels.SelectMany(one => (byte[])[.. TestPng.Chunk("IDAT", [one]), .. TestPng.Chunk("IDAT", [])])];
        byte[] file = [.. TestPng.Signature, .. TestPng.Chunk("IHDR", Small.Header), .. chunks, .. TestPng.Chunk("IEND", []), .. "behind"u8];

        Assert.That(ImageDecoder.Decode("a", file).Pixels, Is.EqualTo(Small.Rgb));
    }

    [Test]
    public void A_file_that_is_cut_anywhere_is_refused()
    {
        byte[] file = new TestPng(13, 11, Colour: 3, Depth: 4, Interlaced: true).File;
        for (int length = 0; length < file.Length; length++) Refused(file[..length], $"{length} of {file.Length} bytes");
    }

    [Test]
    public void A_flipped_bit_anywhere_is_refused()
    {
        byte[] file = TestPng.Of(Small.Header, [], TestPng.Packed(Small.Rows), TestPng.Chunk("tEXt", [.. "Title\0a picture"u8]));
        for (int bit = 0; bit < 8 * file.Length; bit++)
        {
            byte[] flipped = [.. file];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Refused(flipped, $"bit {bit}");
        }
    }

    [Test]
    public void The_checksum_of_the_pixels_counts_where_those_of_the_chunks_are_right()
    {
        byte[] pixels = TestPng.Packed(Small.Rows);
        pixels[^1] ^= 1;

        Assert.That(Reason(TestPng.Of(Small.Header, [], pixels)), Does.Contain("checksum"));
    }

    [Test]
    public void Metadata_of_any_size_takes_no_memory()
    {
        byte[] large = TestPng.Of(Small.Header, [], TestPng.Packed(Small.Rows), TestPng.Chunk("caBX", new byte[6_000_000]));
        ImageDecoder.Decode("warm", Small.File);
        long before = GC.GetAllocatedBytesForCurrentThread();
        RgbImage image = ImageDecoder.Decode("a", large);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 17));
        Assert.That(image.Pixels, Is.EqualTo(Small.Rgb));
    }

    [Test]
    public void A_few_bytes_behind_the_pixels_are_passed_over_and_endless_ones_refused()
    {
        byte[] few = TestPng.Of(Small.Header, [], TestPng.Packed([.. Small.Rows, 1, 2, 3]));
        byte[] endless = TestPng.Of(Small.Header, [], TestPng.Packed([.. Small.Rows, .. new byte[2_000_000]]));

        Assert.That(ImageDecoder.Decode("a", few).Pixels, Is.EqualTo(Small.Rgb));
        Assert.That(Reason(endless), Does.Contain("go on behind the pixels"));
    }

    [Test]
    public void A_file_that_breaks_the_standard_says_how()
    {
        TestPng palette = new(4, 1, Colour: 3, Depth: 2);
        byte[] pixels = TestPng.Packed(Small.Rows), other = TestPng.Chunk("IDAT", []), end = TestPng.Chunk("IEND", []);
        byte[] head = [.. TestPng.Signature, .. TestPng.Chunk("IHDR", Small.Header)];

        Assert.That(Reason(TestPng.Of(palette.Header, palette.Palette[..9], TestPng.Packed(palette.Rows))), Does.Match("a pixel has the colour 3, but .* 3 "));
        Assert.That(Reason(TestPng.Of(palette.Header, [], TestPng.Packed(palette.Rows))), Does.Contain("its palette is missing"));
        Assert.That(Reason(TestPng.Of(Small.Header, [], pixels, TestPng.Chunk("ZZZZ", []))), Does.Contain("its chunk ZZZZ"));
        Assert.That(Reason(TestPng.Of(Small.Header, [], pixels, TestPng.Chunk("IHDR", Small.Header))), Does.Contain("IHDR is wrong, or out of its place"));
        Assert.That(Reason(TestPng.Of(Small.Header, [1, 2], pixels)), Does.Contain("PLTE is wrong"));
        Assert.That(Reason(TestPng.Of(Small.Header, [], pixels, other, TestPng.Chunk("tEXt", []))), Does.Contain("IDAT is wrong, or out of its place"));
        Assert.That(Reason([.. head, .. end]), Does.Contain("holds no pixels"));
        Assert.That(Reason([.. TestPng.Signature, .. TestPng.Chunk("tEXt", []), .. head[8..]]), Is.EqualTo("the header is damaged"));
        Assert.That(Reason(TestPng.Of([.. Small.Header[..8], 3, 2, 0, 0, 0], [], pixels)), Is.EqualTo("the header is damaged"));
        Assert.That(Reason(TestPng.Of(Small.Header, [], TestPng.Packed(Small.Rows[..^1]))), Does.Contain("end before the picture"));
        Assert.That(Reason(TestPng.Of(Small.Header, [], TestPng.Packed([9, .. Small.Rows[1..]]))), Does.Contain("the filter 9"));
        Assert.That(Reason([.. TestPng.Signature, .. TestPng.Chunk("CgBI", [0x30, 0, 0x20, 2]), .. head[8..]]), Does.Contain("CgBI").And.Contain("pngcrush"));
    }

    [TestCase(1u, false)]
    [TestCase(3u, true)]
    public void An_animation_is_known(uint frames, bool several)
    {
        byte[] control = TestPng.Chunk("acTL", [0, 0, 0, (byte)frames, 0, 0, 0, 0]);
        Assert.That(ImageDecoder.Decode("a", TestPng.Of(Small.Header, [], TestPng.Packed(Small.Rows), control)).IsFirstOfSeveral, Is.EqualTo(several));
    }

    private static byte[] Rgb(SKBitmap bitmap)
    {
        ReadOnlySpan<uint> pixels = MemoryMarshal.Cast<byte, uint>(bitmap.GetPixelSpan());
        byte[] rgb = new byte[pixels.Length * 3];
        for (int i = 0; i < pixels.Length; i++) (rgb[3 * i], rgb[(3 * i) + 1], rgb[(3 * i) + 2]) = ((byte)pixels[i], (byte)(pixels[i] >> 8), (byte)(pixels[i] >> 16));
        return rgb;
    }

    private static void Refused(byte[] file, string what) => Assert.That(() => ImageDecoder.Decode("a", file), Throws.TypeOf<ImageDecodingException>(), what);

    private static string Reason(byte[] file) => Assert.Throws<ImageDecodingException>(() => ImageDecoder.Decode("a", file))!.Message;
}
