using GanGate.Images;

namespace GanGate.Tests.Images;

internal sealed class PillowPicturesTests
{
    [Test]
    public void Every_picture_has_the_pixels_of_Pillow_or_its_reason_to_be_refused()
    {
        Assert.That(PillowPictures.Files.Keys, Is.EquivalentTo(PillowPictures.Expected.Keys));
        string[] wrong = [.. PillowPictures.Files.AsParallel()
            .Select(file => (file.Key, Found: PillowPictures.Decode(file.Key, file.Value)))
            .Where(file => file.Found != PillowPictures.Expected[file.Key])
            .Select(file => $"{file.Key}: {file.Found}, and not {PillowPictures.Expected[file.Key]}")
            .Order(StringComparer.Ordinal)];

        Assert.That(wrong, Is.Empty);
    }

    // What follows the pixels may be missing: then they are those of the whole file.
    [Test]
    public void A_picture_that_is_cut_has_the_pixels_of_the_whole_or_is_refused()
    {
        string[] wrong = [.. PillowPictures.Files.Where(file => !PillowPictures.Expected[file.Key].StartsWith("refused", StringComparison.Ordinal)).AsParallel()
            .SelectMany(file => Enumerable.Range(1, 9).Select(tenth => (file.Key, Tenth: tenth, Cut: file.Value.AsMemory(0, file.Value.Length * tenth / 10))))
            .Where(cut => PillowPictures.Decode(cut.Key, cut.Cut) is string found
                && found != PillowPictures.Expected[cut.Key] && !found.StartsWith("refused", StringComparison.Ordinal))
            .Select(cut => $"{cut.Key} cut at {cut.Tenth}0 %")
            .Order(StringComparer.Ordinal)];

        Assert.That(wrong, Is.Empty);
    }

    // A false end makes libjpeg fill the rest with gray. Of arithmetic codes nobody can tell where they end.
    [Test]
    public void A_jpeg_that_is_cut_and_ended_again_is_refused()
    {
        KeyValuePair<string, byte[]>[] whole = [.. PillowPictures.Files.Where(file => file.Key.EndsWith(".jpg", StringComparison.Ordinal)
            && !PillowPictures.Expected[file.Key].StartsWith("refused", StringComparison.Ordinal) && !IsArithmetic(file.Value))];
        string[] wrong = [.. whole.SelectMany(file => CutsOf(file.Value).Select(length => (file.Key, Length: length, Cut: (byte[])[.. file.Value[..length], 0xFF, 0xD9])))
            .Where(cut => !PillowPictures.Decode(cut.Key, cut.Cut).StartsWith("refused", StringComparison.Ordinal))
            .Select(cut => $"{cut.Key} cut to {cut.Length} bytes")];

        Assert.That(whole, Has.Length.GreaterThan(20));
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void A_picture_with_changed_bytes_gives_pixels_or_a_reason_and_nothing_else()
    {
        KeyValuePair<string, byte[]>[] files = [.. PillowPictures.Files.OrderBy(file => file.Key, StringComparer.Ordinal)];
        Random random = new(5);
        for (int i = 0; i < 4000; i++)
        {
            (string name, byte[] whole) = files[random.Next(files.Length)];
            byte[] changed = [.. whole];
            for (int change = random.Next(1, 5); change > 0; change--)
            {
                // Headers lie at the beginning or, in a TIFF, at the end.
                int near = random.Next(Math.Min(changed.Length, 300));
                changed[random.Next(2) == 0 ? near : changed.Length - 1 - near] = (byte)random.Next(256);
            }

            Assert.That(() => PillowPictures.Decode(name, changed), Throws.Nothing, $"{name}, change {i}");
        }
    }

    // At every tenth, and before the last byte of the codes, but not within a byte 0xFF and the zero behind it.
    private static IEnumerable<int> CutsOf(byte[] jpeg)
    {
        int end = jpeg.AsSpan().LastIndexOf((byte[])[0xFF, 0xD9]);
        int last = jpeg[end - 2] == 0xFF ? end - 2 : end - 1;
        return Enumerable.Range(1, 9).Select(tenth => Math.Min(jpeg.Length * tenth / 10, last)).Append(last);
    }

    private static bool IsArithmetic(byte[] jpeg) => jpeg.AsSpan().IndexOf((byte[])[0xFF, 0xCC]) >= 0;

    [TestCase(5)]
    [TestCase(6)]
    public void Every_colour_of_a_BMP_of_16_bits_grows_without_rounding(int greenBits)
    {
        // 65,536 pixels with masks of 5, 5 or 6 and 5 bits.
        byte[] file = new byte[66 + (2 << 16)];
        "BM"u8.CopyTo(file);
        Write(10, 66, 40, 256, 256, 1 | (16 << 16), 3);
        Write(54, greenBits == 6 ? 0xF800 : 0x7C00, greenBits == 6 ? 0x7E0 : 0x3E0, 0x1F);
        for (int i = 0; i < 1 << 16; i++) BitConverter.TryWriteBytes(file.AsSpan(66 + (2 * i)), (ushort)i);
        byte[] pixels = ImageDecoder.Decode("a", file).Pixels;

        int most = (1 << greenBits) - 1;
        for (int i = 0; i < 1 << 16; i++)
        {
            int at = 3 * (((255 - (i / 256)) * 256) + (i % 256));
            (int, int, int) expected = ((i >> (5 + greenBits) & 31) * 255 / 31, (i >> 5 & most) * 255 / most, (i & 31) * 255 / 31);
            Assert.That(((int)pixels[at], (int)pixels[at + 1], (int)pixels[at + 2]), Is.EqualTo(expected), $"{i:X4}");
        }

        void Write(int at, params int[] values)
        {
            for (int i = 0; i < values.Length; i++) BitConverter.TryWriteBytes(file.AsSpan(at + (4 * i)), values[i]);
        }
    }
}
