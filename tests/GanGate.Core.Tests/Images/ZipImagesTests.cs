using System.Buffers.Binary;
using System.IO.Compression;
using GanGate.Images;

namespace GanGate.Tests.Images;

public class ZipImagesTests
{
    private readonly TemporaryFolder _folder = new();
    private int _archives;

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void Entries_come_in_natural_order_with_the_classes_of_their_folders()
    {
        string path = Write(["dog/img10.png", "dog/img2.png", "cat\\img1.png", "./top.png"]);

        using ZipImages images = ZipImages.Open(path);

        Assert.That(Names(images), Is.EqualTo(["cat/img1.png", "dog/img2.png", "dog/img10.png", "top.png"]));
        Assert.That(Enumerable.Range(0, 4).Select(images.ClassOf), Is.EqualTo((string?[])["cat", "dog", "dog", null]));
        Assert.That(((IImageSource)images).PathOf(0), Is.Null);
    }

    [Test]
    public void The_same_files_are_passed_over_as_in_a_folder()
    {
        string path = Write(["a.PNG", "notes.txt", "__MACOSX/._a.png", ".thumbnails/b.png", "empty/"]);

        using ZipImages images = ZipImages.Open(path);

        Assert.That(Names(images), Is.EqualTo(["a.PNG"]));
    }

    [TestCase("../outside.png")]
    [TestCase("a/../../outside.png")]
    [TestCase("a\\..\\outside.png")]
    [TestCase("/etc/outside.png")]
    [TestCase("C:\\outside.png")]
    [TestCase("../notes.txt")]
    public void A_name_that_leads_out_of_the_archive_is_refused(string name) =>
        Assert.That(Refusal(Write(["a.png", name])).Message, Does.Contain("leads out of the archive").And.Contain(name));

    [Test]
    public void Two_entries_of_one_name_are_refused() =>
        Assert.That(Refusal(Write(["a.png", "a.png"])).Message, Does.Contain("two entries named 'a.png'"));

    [Test]
    public void An_archive_without_images_says_what_it_holds() =>
        Assert.That(Refusal(Write(["readme.md"]), ErrorCodes.SourceEmpty).Message, Does.Contain("1 other entries, such as 'readme.md'"));

    [Test]
    public void A_file_that_is_no_archive_is_refused()
    {
        string path = _folder["text.zip"];
        File.WriteAllText(path, "not an archive");

        Assert.That(Refusal(path).Message, Does.Contain("'" + path + "' is not a valid .zip archive"));
    }

    [Test]
    public void An_empty_archive_is_said_to_be_empty() =>
        Assert.That(Refusal(Write([]), ErrorCodes.SourceEmpty).Message, Does.EndWith("; it is empty)"));

    [Test]
    public void An_archive_that_is_being_written_cannot_be_read()
    {
        string path = _folder["written.zip"];
        using FileStream writer = new(path, FileMode.Create, FileAccess.Write, FileShare.None);
        writer.Write("PK"u8);
        writer.Flush();

        Assert.That(Refusal(path, ErrorCodes.SourceUnreadable).Message, Does.StartWith($"'{path}' cannot be read: "));
    }

    [Test]
    public void An_empty_entry_and_one_whose_checksum_is_wrong_are_damaged_images()
    {
        string path = _folder["odd.zip"];
        using (ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            zip.CreateEntry("a.ppm");
            using Stream entry = zip.CreateEntry("b.ppm", CompressionLevel.NoCompression).Open();
            entry.Write("P5 4 1 255\nblue"u8);
        }

        byte[] bytes = File.ReadAllBytes(path);
        bytes[bytes.AsSpan().IndexOf("blue"u8)]++;
        File.WriteAllBytes(path, bytes);
        using ZipImages images = ZipImages.Open(path);

        Assert.That(() => images.Decode(0), Throws.TypeOf<ImageDecodingException>().With.Message.EqualTo("the file is empty"));
        Assert.That(
            () => images.Decode(1),
            Throws.TypeOf<ImageDecodingException>().With.Message.EqualTo("its checksum is wrong, so the file is damaged"));
    }

    [Test]
    public void A_missing_archive_is_named() => Refusal(_folder["nowhere.zip"], ErrorCodes.SourceMissing);

    [Test]
    public void A_truncated_archive_is_refused_at_every_length()
    {
        byte[] whole = File.ReadAllBytes(Write(["a.png", "b.png"]));
        string path = _folder["cut.zip"];
        for (int length = 0; length < whole.Length; length += 7)
        {
            File.WriteAllBytes(path, whole[..length]);
            Refusal(path);
        }
    }

    [Test]
    public void A_small_entry_that_claims_to_unpack_to_much_is_refused_unread()
    {
        string path = Write(["a.png", "bomb.png"]);
        Patch(path, centralField: 24, value: 900_000_000);

        using ZipImages images = ZipImages.Open(path);

        Assert.That(
            () => images.Decode(1),
            Throws.TypeOf<ImageDecodingException>().With.Message.Contains("it claims 900000000 bytes, more than"));
    }

    [Test]
    public void An_entry_above_the_limit_of_an_image_is_refused_unread()
    {
        string path = Write(["a.png", "bomb.png"]);
        Patch(path, centralField: 24, value: 2_000_000_000);

        using ZipImages images = ZipImages.Open(path);

        Assert.That(() => images.Decode(1), Throws.TypeOf<ImageDecodingException>().With.Message.Contains("more than the limit"));
    }

    [Test]
    public void Entries_that_share_their_bytes_are_refused()
    {
        string path = Write(["a.png", "b.png"]);
        Patch(path, centralField: 20, value: (uint)new FileInfo(path).Length);

        Assert.That(Refusal(path).Message, Does.Contain("overlap"));
    }

    [Test]
    public void Damaged_bytes_are_a_damaged_image()
    {
        string path = Write(["a.png"]);
        byte[] bytes = File.ReadAllBytes(path);
        bytes[60] ^= 0xFF;
        File.WriteAllBytes(path, bytes);

        using ZipImages images = ZipImages.Open(path);

        Assert.That(() => images.Decode(0), Throws.TypeOf<ImageDecodingException>());
    }

    [Test]
    public void An_archive_that_changes_while_it_is_read_is_noticed()
    {
        string path = Write(["a.png", "b.png"]);
        using ZipImages images = ZipImages.Open(path);
        Assert.That(images.Decode(0).Width, Is.EqualTo(8));
        using (FileStream file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            file.WriteByte(0);
        }

        Assert.That(
            () => images.Decode(1),
            Throws.TypeOf<GanGateException>().With.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.SourceChanged)
                .And.Message.Contains(path));
    }

    [Test]
    public void An_archive_that_is_written_over_is_not_called_damaged()
    {
        string path = Write(["a.png"]);
        using ZipImages images = ZipImages.Open(path);
        using (FileStream file = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            file.Write(new byte[file.Length + 1]);
        }

        Assert.That(
            () => images.Decode(0),
            Throws.TypeOf<GanGateException>().With.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.SourceChanged));
    }

    [Test]
    public void Several_threads_decode_what_one_does()
    {
        string folder = Path.Combine(_folder.Root, "many"), path = _folder["many.zip"];
        PaintedImages.Write(folder, count: 60, size: 24);
        ZipFile.CreateFromDirectory(folder, path);
        using ZipImages archive = ZipImages.Open(path);
        ImageFolder files = ImageFolder.Open(folder);

        RgbImage[] read = [.. ImageReader.Read(archive, image => image, 6, default)];

        Assert.That(read.Select(image => image.Name), Is.EqualTo(Enumerable.Range(0, 60).Select(files.NameOf)));
        Assert.That(read.Select(image => image.Pixels), Is.EqualTo(Enumerable.Range(0, 60).Select(i => files.Decode(i).Pixels)));
    }

    [Test]
    public void Real_photos_in_an_archive_are_read_in_place()
    {
        using ZipImages photos = ZipImages.Open(Repository.Shared("cifar10", "test.zip"));

        Assert.That(photos.Count, Is.EqualTo(2000));
        Assert.That(Enumerable.Range(0, photos.Count).Select(photos.ClassOf).Distinct().Count(), Is.EqualTo(10));
        RgbImage first = photos.Decode(0);
        Assert.That((first.Width, first.Height), Is.EqualTo((32, 32)));
    }

    private static GanGateException Refusal(string path, ErrorCode? code = null)
    {
        GanGateException failure = Assert.Throws<GanGateException>(() => ZipImages.Open(path))!;
        Assert.That(failure.Error, Is.EqualTo(code ?? ErrorCodes.ImageFileInvalid));
        return failure;
    }

    private static string[] Names(ZipImages images) => [.. Enumerable.Range(0, images.Count).Select(images.NameOf)];

    private string Write(string[] names)
    {
        string path = _folder[$"{_archives++}.zip"];
        byte[] picture = PngFile.Encode(new RgbImage("", 8, 8, [.. Enumerable.Range(0, 192).Select(i => (byte)i)]));
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (string name in names)
        {
            using Stream entry = zip.CreateEntry(name).Open();
            entry.Write(name.EndsWith('/') ? [] : picture);
        }

        return path;
    }

    /// <summary>Overwrites a number in the last entry of the central directory.</summary>
    private static void Patch(string path, int centralField, uint value)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int last = bytes.AsSpan().LastIndexOf("PK\x01\x02"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(last + centralField), value);
        File.WriteAllBytes(path, bytes);
    }
}
