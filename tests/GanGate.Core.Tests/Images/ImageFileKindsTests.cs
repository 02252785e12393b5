using GanGate.Images;

namespace GanGate.Tests.Images;

/// <summary>CIFAR's batches, IDX files and lists: what they hold, and what they refuse.</summary>
public class ImageFileKindsTests
{
    private readonly TemporaryFolder _folder = new();
    private int _folders;

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void Batches_are_read_in_order_with_the_names_of_their_classes()
    {
        string folder = NewFolder();
        CifarFile.Write(Path.Combine(folder, "data_batch_10.bin"), (1, Flat(10)));
        CifarFile.Write(Path.Combine(folder, "data_batch_2.bin"), (0, Flat(2)), (2, Flat(3)));
        File.WriteAllText(Path.Combine(folder, "batches.meta.txt"), "airplane\n\n automobile \n");

        IImageSource images = ImageSources.Open(folder);
        using IDisposable opened = (IDisposable)images;

        Assert.That(Names(images), Is.EqualTo(["data_batch_2.bin[0]", "data_batch_2.bin[1]", "data_batch_10.bin[0]"]));
        Assert.That(Classes(images), Is.EqualTo(["airplane", "2", "automobile"]));
        Assert.That(Enumerable.Range(0, 3).Select(i => images.Decode(i).Pixels[0]), Is.EqualTo((byte[])[2, 3, 10]));
    }

    [Test]
    public void Batches_in_the_folders_of_a_folder_do_not_count()
    {
        string folder = NewFolder();
        CifarFile.Write(Path.Combine(folder, "data.bin"), (1, Flat(1)));
        CifarFile.Write(Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "old")).FullName, "data.bin"), (1, Flat(2)));

        using CifarImages images = CifarImages.Open(folder);

        Assert.That(Names(images), Is.EqualTo(["data.bin[0]"]));
        Refuses(Path.Combine(folder, "o*/data.bin"), ErrorCodes.SourceEmpty, "no batch of CIFAR matches");
    }

    [Test]
    public void The_planes_of_a_batch_are_red_green_and_blue()
    {
        byte[] pixels = [.. Enumerable.Range(0, 3072).Select(i => (byte)((i % 3 * 80) + (i % 79)))];

        using CifarImages images = CifarImages.Open(CifarFile.Write(Path.Combine(NewFolder(), "data.bin"), (1, pixels)));

        Assert.That(images.Decode(0).Pixels, Is.EqualTo(pixels));
    }

    [Test]
    public void A_file_or_folder_named_like_a_pattern_is_that_file_or_folder()
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("needs a system that allows such names");
        string folder = NewFolder(), odd = Directory.CreateDirectory(Path.Combine(folder, "d*")).FullName;
        foreach (string name in (string[])["a*.bin", "ab.bin", "d*/1.bin"]) CifarFile.Write(Path.Combine(folder, name), (1, Flat(1)));
        PaintedImages.Write(Path.Combine(odd, "cat"), count: 2, size: 8);

        using CifarImages file = CifarImages.Open(Path.Combine(folder, "a*.bin")), inFolder = CifarImages.Open(odd);

        Assert.That((Names(file).Single(), Names(inFolder).Single()), Is.EqualTo(("a*.bin[0]", "1.bin[0]")));
        Assert.That(Names(ImageFolder.Open(odd)), Is.EqualTo(["cat/img0.png", "cat/img1.png"]));
    }

    [Test]
    public void An_empty_batch_among_others_is_named()
    {
        string folder = NewFolder();
        CifarFile.Write(Path.Combine(folder, "data_batch_1.bin"), (1, Flat(1)));
        File.WriteAllBytes(Path.Combine(folder, "data_batch_2.bin"), []);

        Assert.That(() => CifarImages.Open(folder), Throws.TypeOf<GanGateException>().With.Message.Contain("data_batch_2.bin' is empty"));
    }

    [Test]
    public void A_file_is_not_taken_for_its_own_labels()
    {
        string folder = NewFolder();
        IdxFile.Write(Path.Combine(folder, "digits.idx"), [2, 1, 2], [1, 2, 3, 4]);

        using IDisposable images = (IDisposable)ImageSources.Open($"{folder}//digits.idx");

        Assert.That(((IImageSource)images).Count, Is.EqualTo(2));
    }

    [Test]
    public void A_pattern_takes_some_of_the_batches()
    {
        string folder = NewFolder();
        CifarFile.Write(Path.Combine(folder, "data_batch_1.bin"), (1, Flat(1)));
        CifarFile.Write(Path.Combine(folder, "test_batch.bin"), (1, Flat(2)));

        using IDisposable images = (IDisposable)ImageSources.Open(Path.Combine(folder, "data_batch_*.bin"));

        Assert.That(((IImageSource)images).Count, Is.EqualTo(1));
    }

    [Test]
    public void The_class_in_a_batch_of_CIFAR_100_is_the_fine_one()
    {
        string folder = NewFolder();
        string path = CifarFile.Write(Path.Combine(folder, "train.bin"), [([4, 2], Flat(1)), ([5, 0], Flat(2))]);
        File.WriteAllText(Path.Combine(folder, "fine_label_names.txt"), "apple\naquarium_fish\nbaby\n");

        using CifarImages images = CifarImages.Open(path);

        Assert.That(Classes(images), Is.EqualTo(["baby", "apple"]));
        Assert.That(images.Decode(1).Pixels, Is.EqualTo(Flat(2)));
    }

    [Test]
    public void A_length_that_both_layouts_divide_is_told_by_its_labels()
    {
        // 3,074 records of 3,073 bytes are 3,073 records of 3,074.
        string path = Path.Combine(NewFolder(), "data.bin");
        CifarFile.Write(path, [.. Enumerable.Range(0, 3073).Select(_ => ((byte[])[19, 99], Flat(200)))]);

        using CifarImages images = CifarImages.Open(path);

        Assert.That(images.Count, Is.EqualTo(3073));
        Assert.That(images.ClassOf(3072), Is.EqualTo("99"));
    }

    [Test]
    public void A_file_that_is_no_batch_is_refused()
    {
        string path = Path.Combine(NewFolder(), "weights.bin");
        File.WriteAllBytes(path, new byte[3075]);

        Refuses(
            path, ErrorCodes.ImageFileInvalid,
            $"'{path}' holds no binary batches of CIFAR: its length is no multiple of 3073 (CIFAR-10) or 3074 bytes (CIFAR-100)");
    }

    [Test]
    public void An_empty_batch_holds_no_images()
    {
        string path = Path.Combine(NewFolder(), "empty.bin");
        File.WriteAllBytes(path, []);

        Refuses(path, ErrorCodes.SourceEmpty, "is empty");
    }

    [Test]
    public void A_pattern_that_matches_no_batch_is_refused() =>
        Refuses(Path.Combine(NewFolder(), "data_*.bin"), ErrorCodes.SourceEmpty, "no batch of CIFAR matches");

    [Test]
    public void A_missing_batch_is_named() => Refuses(Path.Combine(NewFolder(), "data.bin"), ErrorCodes.SourceMissing, "data.bin");

    [Test]
    public void A_batch_that_grows_while_it_is_read_is_noticed()
    {
        string path = CifarFile.Write(Path.Combine(NewFolder(), "data.bin"), (1, Flat(1)), (2, Flat(2)));
        using CifarImages images = CifarImages.Open(path);
        using (FileStream file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            file.Write(new byte[3073]);
        }

        Assert.That(() => images.Decode(1), Throws.TypeOf<GanGateException>().With.Message.Contains("changed while it was being read"));
    }

    [Test]
    public void Digits_have_the_labels_of_the_file_beside_them()
    {
        string folder = NewFolder();
        string path = IdxFile.Write(Path.Combine(folder, "t10k-images-idx3-ubyte"), [2, 1, 2], [1, 2, 3, 4]);
        IdxFile.Write(Path.Combine(folder, "t10k-labels-idx1-ubyte"), [2], [7, 0]);

        using IdxImages images = IdxImages.Open(path);

        Assert.That(Classes(images), Is.EqualTo(["7", "0"]));
        Assert.That(images.Decode(1).Pixels, Is.EqualTo((byte[])[3, 3, 3, 4, 4, 4]));
        Assert.That(images.NameOf(1), Is.EqualTo("t10k-images-idx3-ubyte[1]"));
    }

    [TestCase("colours.idx", 1)]
    [TestCase("colours.idx.gz", 1)]
    [TestCase("many-idx4-ubyte.gz", 60_000)]
    public void Images_with_colours_are_read_as_they_are(string name, int count)
    {
        byte[] pixels = [.. Enumerable.Range(0, count * 3 * 2 * 3).Select(i => (byte)(i * 7 / 3))];

        using IdxImages images = IdxImages.Open(IdxFile.Write(Path.Combine(NewFolder(), name), [count, 3, 2, 3], pixels));

        Assert.That((images.Count, images.ClassOf(0)), Is.EqualTo((count, (string?)null)));
        RgbImage last = images.Decode(count - 1);
        Assert.That((last.Width, last.Height), Is.EqualTo((2, 3)));
        Assert.That(last.Pixels, Is.EqualTo(pixels[^18..]));
    }

    [TestCase("train-images-idx3-ubyte", true)]
    [TestCase("deep/t10k-images.IDX3-UBYTE.gz", true)]
    [TestCase("a.idx", true)]
    [TestCase("a.IDX", true)]
    [TestCase("a.idx3", true)]
    [TestCase("a.idx3.gz", true)]
    [TestCase("a.gz", false)]
    [TestCase("idx", false)]
    [TestCase("photos", false)]
    [TestCase("a.idx/photo.png", false)]
    public void IDX_files_are_told_by_their_names(string name, bool expected) => Assert.That(IdxImages.IsNamedSo(name), Is.EqualTo(expected));

    [TestCase("x.zip")]
    [TestCase("x.npz")]
    [TestCase("x.txt")]
    [TestCase("x.bin")]
    [TestCase("x.idx")]
    public void A_folder_is_a_folder_whatever_its_name(string name)
    {
        string folder = Path.Combine(NewFolder(), name);
        PaintedImages.Write(folder, count: 2, size: 8);

        Assert.That(ImageSources.Open(folder), Is.TypeOf<ImageFolder>());
        Assert.That(ImageSources.Open($"{folder}/*0.png").Count, Is.EqualTo(1));
    }

    [Test]
    public void A_folder_without_images_and_batches_is_said_to_hold_no_images() =>
        Refuses(NewFolder(), ErrorCodes.SourceEmpty, "holds no images (looked for");

    [Test]
    public void Labels_for_another_number_of_digits_are_refused()
    {
        string folder = NewFolder();
        string path = IdxFile.Write(Path.Combine(folder, "t10k-images-idx3-ubyte"), [2, 1, 2], [1, 2, 3, 4]);
        IdxFile.Write(Path.Combine(folder, "t10k-labels-idx1-ubyte"), [3], [7, 0, 1]);

        Refuses(path, ErrorCodes.ImageFileInvalid, "labels of 3 for 2 images");
    }

    [TestCase(new[] { 1, 1, 1, 1, 1 }, 1, "it does not start as one of unsigned bytes does")]
    [TestCase(new[] { 4 }, 4, "N x H x W")]
    [TestCase(new[] { 2, 2 }, 4, "its dimensions are 2 x 2; N x H x W or N x H x W x 3 are needed")]
    [TestCase(new[] { 2, 2, 2, 2 }, 16, "N x H x W x 3")]
    [TestCase(new[] { 2, 0, 2 }, 0, "no images")]
    [TestCase(new[] { 2, 2, 2 }, 7, "8 bytes, but 7 follow")]
    [TestCase(new[] { int.MaxValue, int.MaxValue, int.MaxValue }, 7, "more values than any file holds")]
    [TestCase(new[] { -1, 2, 2 }, 7, "negative")]
    public void An_IDX_file_of_another_kind_is_refused(int[] lengths, int bytes, string reason)
    {
        string folder = NewFolder();
        Refuses(IdxFile.Write(Path.Combine(folder, "a.idx"), lengths, new byte[bytes]), ErrorCodes.ImageFileInvalid, reason);
    }

    [TestCase(7, "cut short")]
    [TestCase(9, "more than 2 x 2 x 2 values follow")]
    public void A_packed_IDX_file_of_another_length_than_it_says_is_refused(int bytes, string reason) =>
        Refuses(IdxFile.Write(Path.Combine(NewFolder(), "a.idx.gz"), [2, 2, 2], new byte[bytes]), ErrorCodes.ImageFileInvalid, reason);

    [Test]
    public void A_packed_IDX_file_that_claims_more_than_it_can_hold_is_refused_before_it_is_unpacked()
    {
        string path = IdxFile.Write(Path.Combine(NewFolder(), "a.idx.gz"), [100_000, 1000, 1000], new byte[9]);
        Refuses(path, ErrorCodes.ImageFileInvalid, "values take 100000000000 bytes, more than");
    }

    [Test]
    public void A_packed_IDX_file_of_labels_is_refused_before_it_is_unpacked()
    {
        string path = IdxFile.Write(Path.Combine(NewFolder(), "a.idx.gz"), [1 << 30], new byte[1]);
        Refuses(path, ErrorCodes.ImageFileInvalid, "its dimensions are 1073741824;");
    }

    [Test]
    public void Text_that_is_named_as_an_IDX_file_is_refused()
    {
        foreach ((string name, string reason) in ((string, string)[])[("text.idx", "it does not start as one of unsigned bytes does"), ("text.idx.gz", "")])
        {
            string path = Path.Combine(NewFolder(), name);
            File.WriteAllText(path, "not digits at all");
            Refuses(path, ErrorCodes.ImageFileInvalid, $"'{path}' is no IDX file of images: {reason}");
        }
    }

    [Test]
    public void An_empty_IDX_file_holds_no_images() =>
        Refuses(IdxFile.Write(Path.Combine(NewFolder(), "a.idx"), [0, 28, 28], []), ErrorCodes.SourceEmpty, "0 x 28 x 28");

    [Test]
    public void A_list_is_read_in_its_own_order_from_its_own_folder()
    {
        string folder = NewFolder();
        PaintedImages.Write(Path.Combine(folder, "cat"), count: 2, size: 8);
        string elsewhere = NewFolder();
        PaintedImages.Write(elsewhere, count: 1, size: 9);
        string list = Path.Combine(folder, "list.txt");
        File.WriteAllText(list, $"cat/img1.png\r\n\n  {elsewhere}/img0.png\ncat/img0.png");

        IImageSource images = ImageSources.Open(list);

        Assert.That(Enumerable.Range(0, 3).Select(i => images.Decode(i).Width), Is.EqualTo((int[])[8, 9, 8]));
        Assert.That(Classes(images), Is.EqualTo((string?[])["cat", null, "cat"]));
        Assert.That(images.PathOf(0), Is.EqualTo(Path.Combine(folder, "cat/img1.png")));
    }

    [Test]
    public void A_list_that_names_a_missing_file_is_refused_before_anything_is_measured()
    {
        string list = Path.Combine(NewFolder(), "list.txt");
        File.WriteAllText(list, "gone.png\n");

        Refuses(list, ErrorCodes.SourceMissing, "'gone.png', named in the list");
    }

    [Test]
    public void An_empty_list_is_refused()
    {
        string list = Path.Combine(NewFolder(), "list.txt");
        File.WriteAllText(list, "\n  \n");

        Refuses(list, ErrorCodes.SourceEmpty, "names no images");
    }

    [Test]
    public void A_list_that_is_being_written_cannot_be_read()
    {
        string list = Path.Combine(NewFolder(), "list.txt");
        using FileStream writer = new(list, FileMode.Create, FileAccess.Write, FileShare.None);

        Refuses(list, ErrorCodes.SourceUnreadable, $"the list '{list}' cannot be read: ");
    }

    [Test]
    public void A_missing_list_is_named() => Refuses(Path.Combine(NewFolder(), "list.txt"), ErrorCodes.SourceMissing, "the list");

    [Test]
    public void A_file_that_changes_between_listing_and_reading_is_noticed()
    {
        string folder = NewFolder();
        PaintedImages.Write(folder, count: 2, size: 8);
        IImageSource images = ImageSources.Open(folder);
        PngFile.Write(images.PathOf(1)!, new RgbImage("", 9, 9, new byte[243]));

        Assert.That(images.Decode(0).Width, Is.EqualTo(8));
        Assert.That(
            () => images.Decode(1),
            Throws.TypeOf<GanGateException>().With.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.SourceChanged)
                .And.Message.Contains("img1.png"));
    }

    private static void Refuses(string path, ErrorCode code, string reason)
    {
        GanGateException? failure = Assert.Throws<GanGateException>(() => ImageSources.Open(path));
        Assert.That(failure?.Error, Is.EqualTo(code), failure?.Message);
        Assert.That(failure?.Message, Does.Contain(reason));
    }

    private static byte[] Flat(byte level) => [.. Enumerable.Repeat(level, 3072)];

    private static string[] Names(IImageSource images) => [.. Enumerable.Range(0, images.Count).Select(images.NameOf)];

    private static string?[] Classes(IImageSource images) => [.. Enumerable.Range(0, images.Count).Select(images.ClassOf)];

    private string NewFolder() => Directory.CreateDirectory(_folder[$"{_folders++}"]).FullName;
}
