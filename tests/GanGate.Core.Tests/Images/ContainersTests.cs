using System.Buffers.Binary;
using System.IO.Compression;
using GanGate.Images;

namespace GanGate.Tests.Images;

/// <summary>
/// Files of very many parts. What does not belong to the first picture takes no memory for each part, whatever there is of it, and the pixels
/// are those of the file without it; work that grew with the square of their number would not end.
/// </summary>
internal sealed class ContainersTests
{
    private const int Many = 100_000;

    // What the runtime takes for itself now and then.
    private const int Chance = 1 << 14;

    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    [TestCase("tEXt", "IDAT")]
    [TestCase("tEXt", "IEND")]
    [TestCase("IDAT", "IEND")]
    public void Chunks_of_a_png_take_no_memory_each(string kind, string before)
    {
        byte[] file = new TestPng(8, 8, Colour: 2, Depth: 8).File, chunk = TestPng.Chunk(kind, kind == "IDAT" ? [] : "a\0b"u8.ToArray());

        AreFree(file, chunk, file.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(before)) - 4);
    }

    [TestCase(0xFE)]
    [TestCase(0xC4)]
    [TestCase(0xDD)]
    public void Segments_of_a_jpeg_take_no_memory_each(int marker)
    {
        // A comment; a table that no scan names, of no codes; an interval of restarts that the next one replaces.
        byte[] data = marker == 0xC4 ? [3, .. new byte[16]] : [0, 0], file = SmallFiles.ProgressiveJpeg;

        AreFree(file, [0xFF, (byte)marker, 0, (byte)(data.Length + 2), .. data], 2, marker == 0xC4 ? 100 : 0);
    }

    [Test]
    public void Frames_and_extensions_of_a_gif_take_no_memory_each()
    {
        byte[] file = SmallFiles.AnimatedGif, comment = [0x21, 0xFE, 1, (byte)'a', 0];
        int first = file.AsSpan().IndexOf((byte[])[0x21, 0xF9]), next = first + 8 + file.AsSpan(first + 8).IndexOf((byte[])[0x21, 0xF9]);

        AreFree(file, comment, first);
        AreFree(file, comment, next);
        AreFree(file, file[first..next], next);
    }

    [Test]
    public void Frames_and_chunks_of_a_webp_take_no_memory_but_their_copy()
    {
        byte[] file = SmallFiles.AnimatedWebp;
        int frame = file.AsSpan().IndexOf("ANMF"u8);

        AreFree(file, [.. "ABCD"u8, 1, 0, 0, 0, 7, 0], frame, 10, Repaired);
        AreFree(file, [.. "ANMF"u8, 0, 0, 0, 0], file.Length, 8, Repaired);

        static byte[] Repaired(byte[] webp)
        {
            BinaryPrimitives.WriteInt32LittleEndian(webp.AsSpan(4), webp.Length - 8);
            return webp;
        }
    }

    [TestCase("cp_rgb_lzw_0.tif")]
    [TestCase("cp_rgb_none_0.tif")]
    [TestCase("cp_rgb_zip2_0.tif")]
    public void Of_the_pages_of_a_tiff_only_the_first_is_looked_at(string name)
    {
        byte[] file = PillowPictures.Files[name], linked = [.. file];
        int directory = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4)), entries = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(directory));
        BinaryPrimitives.WriteInt32LittleEndian(linked.AsSpan(directory + 2 + (12 * entries)), file.Length);

        // A directory of no entries leads to the next one, and the last to itself; no program could read any of them.
        byte[] Pages(int count) =>
            [.. linked, .. Enumerable.Range(1, count).SelectMany(page => (byte[])[0, 0, .. BitConverter.GetBytes(file.Length + (6 * Math.Min(page, count - 1)))])];

        Assert.That(BitConverter.IsLittleEndian && file[0] == 'I');
        SameAndFree(file, Pages(Many / 20), Pages(Many / 10), 0);
        Assert.That(ImageDecoder.Decode("a", Pages(Many / 10)).IsFirstOfSeveral, Is.True);
        Assert.That(ImageDecoder.Decode("a", file).IsFirstOfSeveral, Is.False);
    }

    [Test]
    public void A_zip_takes_memory_by_its_entries_and_a_picture_in_it_does_not()
    {
        (long open, long decode) few = CostOfZip(Many / 20), many = CostOfZip(Many / 10);

        Assert.That(many.open, Is.LessThan((2.2 * few.open) + Chance));
        Assert.That(many.decode, Is.LessThan(few.decode + Chance));
    }

    private (long Open, long Decode) CostOfZip(int entries)
    {
        string path = _folder[$"{entries}.zip"];
        byte[] picture = new TestPng(8, 8, Colour: 2, Depth: 8).File;
        using (ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            for (int i = 0; i < entries; i++)
            {
                using Stream entry = zip.CreateEntry($"{i:D6}.png", CompressionLevel.NoCompression).Open();
                entry.Write(picture);
            }
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        using ZipImages images = ZipImages.Open(path);
        long opened = GC.GetAllocatedBytesForCurrentThread();
        images.Decode(entries - 1);
        return (opened - before, GC.GetAllocatedBytesForCurrentThread() - opened);
    }

    private static void AreFree(byte[] file, byte[] part, int at, int bytesEach = 0, Func<byte[], byte[]>? repaired = null)
    {
        byte[] With(int count)
        {
            byte[] parts = new byte[part.Length * count];
            for (int i = 0; i < count; i++) part.CopyTo(parts.AsSpan(i * part.Length));
            byte[] whole = [.. file[..at], .. parts, .. file[at..]];
            return repaired is null ? whole : repaired(whole);
        }

        SameAndFree(file, With(Many / 2), With(Many), bytesEach * (Many / 2));
    }

    private static void SameAndFree(byte[] file, byte[] some, byte[] twice, int allowed)
    {
        byte[] pixels = ImageDecoder.Decode("a", file).Pixels;

        Assert.That(ImageDecoder.Decode("a", twice).Pixels, Is.EqualTo(pixels));
        Assert.That(Allocated(twice), Is.LessThan(Allocated(some) + allowed + Chance));
    }

    // The least of some: a collection may empty what is kept for the next picture.
    private static long Allocated(byte[] file)
    {
        long least = long.MaxValue;
        for (int i = 0; i < 3; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            ImageDecoder.Decode("a", file);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
