using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using BitMiracle.LibTiff.Classic;
using GanGate.Images;

namespace GanGate.Tests.Images;

/// <summary>Half a file is no file, and what else lies in a file costs nothing.</summary>
internal sealed class WholeFilesTests
{
    [TestCaseSource(typeof(SmallFiles), nameof(SmallFiles.All))]
    public void A_whole_file_has_Pillows_pixels_and_one_cut_anywhere_is_refused(byte[] file, uint checksum)
    {
        byte[] pixels = ImageDecoder.Decode("a", file).Pixels;

        Assert.That(Crc32.HashToUInt32(pixels), Is.EqualTo(checksum));
        for (int length = 0; length < file.Length; length++)
        {
            // The runs of a packed BMP may end where its last row does.
            if (length < file.Length - 4 || file[0] != 'B') Refused(file[..length]);
            else Assert.That(PixelsOf(file[..length]), Is.Null.Or.EqualTo(pixels), $"{length} bytes");
        }

        Assert.That(ImageDecoder.Decode("a", (byte[])[.. file, 0, 1, 2]).Pixels, Is.EqualTo(pixels), "what follows the end");
    }

    [TestCase("P6 3 2 255\n", 18)]
    [TestCase("P5 3 2 1000\n", 12)]
    public void Raw_samples_have_to_be_there(string header, int bytes)
    {
        byte[] file = [.. Encoding.ASCII.GetBytes(header), .. Enumerable.Range(3, bytes).Select(i => (byte)i)];
        Assert.That(() => ImageDecoder.Decode("a", file), Throws.Nothing);
        for (int length = 0; length < file.Length; length++) Refused(file[..length]);
    }

    [TestCase(1)]
    [TestCase(4)]
    [TestCase(8)]
    [TestCase(24)]
    public void A_bmp_needs_all_its_rows_but_not_what_fills_the_last_one(int bits)
    {
        byte[] file = Bmp(width: 3, height: 5, bits);
        int row = 4, filling = row - (((3 * bits) + 7) / 8 % row);
        byte[] pixels = ImageDecoder.Decode("a", file).Pixels;
        for (int length = 0; length < file.Length - (filling % row); length++) Refused(file[..length]);

        Assert.That(ImageDecoder.Decode("a", file).Pixels, Is.EqualTo(pixels));
    }

    [Test]
    public void A_progressive_jpeg_that_ends_after_some_of_its_scans_is_refused()
    {
        byte[] file = SmallFiles.ProgressiveJpeg;
        int[] scans = [.. Enumerable.Range(0, file.Length - 1).Where(i => file[i] == 0xFF && file[i + 1] == 0xDA)];

        Assert.That(scans, Has.Length.GreaterThan(3));
        foreach (int scan in scans[1..])
        {
            Assert.That(Reason([.. file[..scan], 0xFF, 0xD9]), Does.StartWith("the file is truncated, or was written so: scans are missing"));
        }
    }

    [Test]
    public void A_jpeg_that_lost_the_data_between_two_restart_markers_is_refused()
    {
        byte[] file = SmallFiles.RestartJpeg;
        int[] restarts = [.. Enumerable.Range(0, file.Length - 1).Where(i => file[i] == 0xFF && file[i + 1] is >= 0xD0 and <= 0xD7)];

        Assert.That(Reason([.. file[..restarts[1]], .. file[restarts[2]..]]), Does.Contain("parts of a scan are missing"));
    }

    [Test]
    public void A_jpeg_of_more_scans_than_any_picture_has_is_refused()
    {
        byte[] file = SmallFiles.ProgressiveJpeg;
        int first = file.AsSpan().IndexOf((byte[])[0xFF, 0xDA]);
        byte[] scan = [0xFF, 0xDA, 0, 8, 1, 1, 0, 1, 63, 0x00];
        byte[] bomb = [.. file[..first], .. Enumerable.Repeat(scan, 101).SelectMany(one => one), .. file[first..]];

        Assert.That(Reason(bomb), Does.Contain("more than 100 scans"));
    }

    [Test]
    public void A_jpeg_of_fewer_bytes_than_its_blocks_need_is_refused_before_memory_is_taken()
    {
        byte[] file = [.. SmallFiles.ProgressiveJpeg];
        int frame = Enumerable.Range(0, file.Length - 1).First(i => file[i] == 0xFF && file[i + 1] is (0xC0 or 0xC1 or 0xC2));
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 5), 13_000);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 7), 13_000);

        RefusedWithoutMemory(file, "the data are damaged");
    }

    [Test]
    public void A_gif_of_a_large_screen_with_a_colour_too_many_is_refused_before_memory_is_taken()
    {
        // One pixel, with the codes "clear", 3 and "end"; the palette has two colours.
        byte[] file = [.. "GIF89a"u8, 0, 0x30, 0, 0x30, 0x80, 0, 0, 1, 2, 3, 4, 5, 6, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x5C, 1, 0, 0x3B];

        RefusedWithoutMemory(file, "a pixel has the colour 3, but the palette has only 2");
    }

    [Test]
    public void A_webp_of_a_large_canvas_with_a_broken_frame_is_refused_before_memory_is_taken()
    {
        byte[] file = [.. SmallFiles.AnimatedWebp];
        int canvas = file.AsSpan().IndexOf("VP8X"u8) + 12, frame = file.AsSpan().IndexOf("ANMF"u8), codes = file.AsSpan().IndexOf("VP8L"u8) + 100;
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(canvas), 5_000);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(canvas + 3), 5_000);
        Assert.That(canvas, Is.LessThan(frame));
        byte[] broken = [.. file];
        broken.AsSpan(codes, 100).Fill(0xFF);

        RefusedWithoutMemory(broken, "damaged");
        RgbImage whole = ImageDecoder.Decode("a", file);
        Assert.That((whole.Width, whole.Height), Is.EqualTo((5_001, 5_001)));
    }

    [Test]
    public void A_lossy_webp_of_fewer_bytes_than_its_pieces_need_is_refused_before_memory_is_taken()
    {
        byte[] file = [.. SmallFiles.LossyWebp];
        int size = file.AsSpan().IndexOf("VP8 "u8) + 14;
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(size), 13_000);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(size + 2), 13_000);

        RefusedWithoutMemory(file, "they end before the picture does");
    }

    [TestCase(2, "runs that step over pixels")]
    [TestCase(1, "its runs end before its pixels do")]
    public void A_bmp_of_runs_is_refused_before_memory_is_taken(byte end, string reason)
    {
        // Each row has one pixel and is ended, but for the last.
        const int Side = 12_000;
        byte[] head = Bmp(width: Side, height: 1, bits: 8)[..1078], runs = [.. Enumerable.Repeat<byte[]>([1, 0, 0, 0], Side - 1).SelectMany(run => run), 0, end];
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(22), Side);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(30), 1);

        RefusedWithoutMemory([.. head, .. runs], reason);
    }

    [TestCase(1, "leads behind its end")]
    [TestCase(5, "strip or tile 0 holds")]
    [TestCase(8, "strip or tile 0 holds")]
    [TestCase(32773, "strip or tile 0 holds")]
    public void A_tiff_of_fewer_bytes_than_its_strips_need_is_refused_before_memory_is_taken(int compression, string reason) =>
        RefusedWithoutMemory(TiffFile.Of(12_000, 12_000, new byte[100], (TiffTag.COMPRESSION, [compression])), reason);

    [TestCase(0xC3, 8, "a lossless JPEG")]
    [TestCase(0xC3, 12, "a lossless JPEG")]
    [TestCase(0xCB, 8, "a lossless JPEG")]
    [TestCase(0xC5, 8, "a hierarchical JPEG")]
    [TestCase(0xCF, 8, "a lossless hierarchical JPEG")]
    [TestCase(0xF7, 8, "a JPEG-LS picture")]
    [TestCase(0xC1, 12, "a JPEG of 12 bits a sample")]
    public void A_jpeg_of_another_process_is_named(int marker, int bits, string what)
    {
        byte[] file = [.. SmallFiles.ProgressiveJpeg];
        int frame = file.AsSpan().IndexOf((byte[])[0xFF, 0xC2]);
        (file[frame + 1], file[frame + 4]) = ((byte)marker, (byte)bits);

        Assert.That(Reason(file), Does.Contain(what).And.Contain("not supported"));
    }

    [Test]
    public void Metadata_of_a_jpeg_reaches_no_decoder_once_it_is_large()
    {
        byte[] file = SmallFiles.ProgressiveJpeg, segment = new byte[65_000];
        (segment[0], segment[1]) = (0xFF, 0xE1);
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(segment.Length - 2));
        byte[] large = [.. file[..2], .. Enumerable.Repeat(segment, 3).SelectMany(one => one), .. file[2..]];
        byte[] without = Formats.Whole(large);

        Assert.That(without, Is.EqualTo(file));
        Assert.That(ImageDecoder.Decode("a", large).Pixels, Is.EqualTo(ImageDecoder.Decode("a", file).Pixels));
    }

    [Test]
    public void Of_an_animation_the_first_picture_is_taken_and_that_there_are_more_is_known()
    {
        Assert.That(ImageDecoder.Decode("a", SmallFiles.AnimatedGif).IsFirstOfSeveral, Is.True);
        Assert.That(ImageDecoder.Decode("a", SmallFiles.AnimatedWebp).IsFirstOfSeveral, Is.True);
        Assert.That(ImageDecoder.Decode("a", SmallFiles.LossyWebp).IsFirstOfSeveral, Is.False);
    }

    private static byte[] Bmp(int width, int height, int bits)
    {
        int colours = bits <= 8 ? 1 << bits : 0, offset = 54 + (4 * colours), stride = ((width * bits) + 31) / 32 * 4;
        byte[] file = new byte[offset + (stride * height)];
        (file[0], file[1]) = ((byte)'B', (byte)'M');
        foreach ((int at, int value) in ((int, int)[])[(2, file.Length), (10, offset), (14, 40), (18, width), (22, height), (26, 1 | (bits << 16))])
        {
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);
        }

        for (int i = 54; i < file.Length; i++) file[i] = (byte)(i * 13);
        return file;
    }

    private static byte[]? PixelsOf(byte[] file)
    {
        try
        {
            return ImageDecoder.Decode("a", file).Pixels;
        }
        catch (ImageDecodingException)
        {
            return null;
        }
    }

    private static void Refused(byte[] file) =>
        Assert.That(() => ImageDecoder.Decode("a", file), Throws.TypeOf<ImageDecodingException>(), $"{file.Length} bytes");

    private static void RefusedWithoutMemory(byte[] file, string reason)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(Reason(file), Does.Contain(reason));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 20));
    }

    private static string Reason(byte[] file) => Assert.Throws<ImageDecodingException>(() => ImageDecoder.Decode("a", file))!.Message;

    private static class Formats
    {
        public static byte[] Whole(byte[] file) => JpegStructure.Whole(file).ToArray();
    }
}
