using CsCheck;
using GanGate.Images;
using GanGate.Measuring;

namespace GanGate.Tests.Images;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ImageFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public void Images_come_in_natural_order_with_slashes_in_their_names()
    {
        Touch("img10.png", "img2.JPG", "img1.jpeg", "b/1.webp", "a/c/x.TIFF", "notes.txt", "b/readme");
        Assert.That(Names(_folder.Root), Is.EqualTo((string[])["a/c/x.TIFF", "b/1.webp", "img1.jpeg", "img2.JPG", "img10.png"]));
    }

    [Test]
    public void The_first_folder_is_the_class_of_an_image()
    {
        Touch("1.png", "cat/2.png", "dog/old/3.png");
        ImageFolder folder = ImageFolder.Open(_folder.Root);

        Assert.That(Enumerable.Range(0, 3).Select(folder.ClassOf), Is.EqualTo((string?[])[null, "cat", "dog"]));
    }

    [Test]
    public void Selected_images_keep_their_names_paths_and_classes_in_the_given_order()
    {
        Touch("cat/1.png", "dog/2.png", "dog/3.png");
        IImageSource selected = new SelectedImages(ImageFolder.Open(_folder.Root), [2, 0]);

        Assert.That(selected.Count, Is.EqualTo(2));
        Assert.That(selected.NameOf(0), Is.EqualTo("dog/3.png"));
        Assert.That(selected.PathOf(1), Is.EqualTo(_folder["cat/1.png"]));
        Assert.That(selected.ClassOf(1), Is.EqualTo("cat"));
    }

    [Test]
    public void Without_recursion_only_the_folder_itself_counts()
    {
        Touch("1.png", "a/2.png");
        Assert.That(Names(_folder.Root, recurse: false), Is.EqualTo((string[])["1.png"]));
    }

    [TestCase("*.jpg", "1.jpg")]
    [TestCase("**/*.jpg", "1.jpg a/2.jpg a/b/3.jpg")]
    [TestCase("a/*", "2.jpg 2.png")]
    [TestCase("*/*.png", "a/2.png")]
    [TestCase("a/**/?.jpg", "2.jpg b/3.jpg")]
    [TestCase("**/b/*", "a/b/3.jpg")]
    public void A_pattern_selects(string pattern, string expected)
    {
        Touch("1.jpg", "a/2.jpg", "a/2.png", "a/b/3.jpg");
        Assert.That(string.Join(' ', Names(Path.Combine(_folder.Root, pattern))), Is.EqualTo(expected));
        Assert.That(string.Join(' ', Names(Path.Combine(_folder.Root, pattern), recurse: false)), Is.EqualTo(expected));
    }

    [TestCase("*.png", ".", "a.PNG", "a/b.png", "a.pngs", "xa.gif", "a.png\n")]
    [TestCase("deep/A?.png", "deep/", "ab.png", "abc.png", "xab.png", "ab.png2", "a/.png")]
    public void A_pattern_is_the_whole_name_in_any_case(string pattern, string folder, string matched, params string[] others)
    {
        FilePattern parsed = FilePattern.Parse(pattern)!;

        Assert.That((parsed.Folder, parsed.Recurses), Is.EqualTo((folder, false)));
        Assert.That(parsed.Matches(matched), Is.True);
        Assert.That(others.Select(parsed.Matches), Has.None.True);
        Assert.That(FilePattern.Parse("plain/name.png"), Is.Null);
    }

    [Test]
    public void Signs_of_regular_expressions_mean_themselves()
    {
        Touch("a+(1).png", "aa1.png");
        Assert.That(Names(Path.Combine(_folder.Root, "a+(?).png")), Is.EqualTo((string[])["a+(1).png"]));
    }

    [Test]
    public void What_other_programs_leave_behind_is_passed_over()
    {
        Touch("1.png", "._1.png", ".thumbnails/1.png");
        Assert.That(Names(_folder.Root), Is.EqualTo((string[])["1.png"]));
    }

    [Test]
    public void Links_are_followed_but_not_in_circles()
    {
        Touch("data/1.png", "elsewhere/2.png");
        Directory.CreateSymbolicLink(_folder["data/again"], _folder["data"]);
        Directory.CreateSymbolicLink(_folder["data/up"], "..");
        Directory.CreateSymbolicLink(_folder["elsewhere/back"], _folder["data/again/up"]);
        Directory.CreateSymbolicLink(_folder["link"], "data");

        Assert.That(Names(_folder["link"]), Is.EqualTo((string[])["1.png", "up/elsewhere/2.png"]));
    }

    [Test]
    public void A_folder_that_two_links_reach_has_the_name_of_the_first()
    {
        Touch("elsewhere/2.png", "data/1.png");
        foreach (string link in (string[])["c", "a", "b"]) Directory.CreateSymbolicLink(_folder[$"data/{link}"], _folder["elsewhere"]);

        Assert.That(Names(_folder["data"]), Is.EqualTo((string[])["1.png", "a/2.png"]));
    }

    [Test]
    public void A_missing_folder_is_an_error() => Assert.Multiple(() =>
    {
        AssertError(_folder["none"], ErrorCodes.SourceMissing, $"the folder '{_folder["none"]}' does not exist");
        AssertError(_folder["none"] + "/*.png", ErrorCodes.SourceMissing, $"the folder '{_folder["none"]}/' does not exist");
    });

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("a\0b")]
    public void What_is_no_path_is_an_error(string path) =>
        Assert.That(() => ImageFolder.Open(path), Throws.TypeOf<GanGateException>().With.Message.Contains("is not a path"));

    [Test]
    public void A_file_is_no_folder()
    {
        Touch("1.png");
        AssertError(_folder["1.png"], ErrorCodes.SourceUnreadable, "is a file");
    }

    [Test]
    public void A_folder_without_images_says_what_was_looked_for_and_what_is_there()
    {
        string root = _folder.Root, looked = $"(looked for {string.Join(' ', ImageFolder.Extensions)}; ";
        AssertError(root, ErrorCodes.SourceEmpty, $"the folder '{root}' holds no images {looked}it holds no files at all)");
        Touch("b.txt", "a.dat");
        AssertError(root, ErrorCodes.SourceEmpty, $"the folder '{root}' holds no images {looked}it holds 2 other files, such as 'a.dat')");
        AssertError(root + "/*.png", ErrorCodes.SourceEmpty, $"no image matches '{root}/*.png' {looked}it holds 2 other files, such as 'a.dat')");
        Touch("c.jpg");
        AssertError(root + "/*.png", ErrorCodes.SourceEmpty, $"no image matches '{root}/*.png' {looked}other images are there)");
    }

    [Test]
    public void A_pipe_among_the_images_or_a_link_to_one_does_not_block()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("needs a system with named pipes in folders");
        }

        using (System.Diagnostics.Process mkfifo = System.Diagnostics.Process.Start("mkfifo", _folder["1.png"]))
        {
            mkfifo.WaitForExit();
        }

        File.CreateSymbolicLink(_folder["2.png"], _folder["1.png"]);
        ImageFolder images = ImageFolder.Open(_folder.Root);

        Assert.That(() => images.Decode(0), Throws.TypeOf<ImageDecodingException>().With.Message.EqualTo("the file is empty, or a pipe or a device"));
        Assert.That(() => images.Decode(1), Throws.TypeOf<ImageDecodingException>().With.Message.EqualTo("the file is empty, or a pipe or a device"));
        Assert.That(MeasurementKey.OfContents(new ImagesInput("pipes", images), default), Has.Length.EqualTo(64));
    }

    [Test]
    public void Natural_order_is_a_total_order()
    {
        Gen<string> names = Gen.String[Gen.Char["0129a/."], 0, 6];
        Gen.Select(names, names, names).Sample((a, b, c) =>
        {
            Comparison<string> compare = NaturalOrder.Comparer.Compare;
            Assert.That(Math.Sign(compare(a, b)), Is.EqualTo(-Math.Sign(compare(b, a))));
            Assert.That(compare(a, b) == 0, Is.EqualTo(a == b));
            Assert.That(compare(a, b) > 0 || compare(b, c) > 0 || compare(a, c) <= 0);
        });
    }

    [TestCase("img2", "img10")]
    [TestCase("a/9/1", "a/10/0")]
    [TestCase("x", "x1")]
    [TestCase("01", "1")]
    [TestCase("1a", "01b")]
    [TestCase("1", "01a")]
    [TestCase("99999999999999999999999998", "99999999999999999999999999")]
    [TestCase("B", "a")]
    public void Natural_order_puts_the_first_before_the_second(string first, string second) =>
        Assert.That(NaturalOrder.Comparer.Compare(first, second), Is.Negative);

    private void Touch(params string[] names)
    {
        foreach (string name in names)
        {
            File.WriteAllBytes(_folder[name], []);
        }
    }

    private static string[] Names(string path, bool recurse = true)
    {
        ImageFolder folder = ImageFolder.Open(path, recurse);
        return [.. Enumerable.Range(0, folder.Count).Select(folder.NameOf)];
    }

    private static void AssertError(string path, ErrorCode code, string message)
    {
        GanGateException error = Assert.Throws<GanGateException>(() => ImageFolder.Open(path))!;
        Assert.That(error.Error, Is.EqualTo(code));
        Assert.That(error.Message, Does.Contain(message).And.Contain(Path.GetDirectoryName(path)));
    }
}
