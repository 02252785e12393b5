using System.IO.Compression;
using GanGate.Images;

namespace GanGate.Tests.Images;

/// <summary>No picture is lost without a word, and none is measured that should be left out.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class SourceRulesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestCase("", "cat/1.png cat/2.jfif dog/3.JPE")]
    [TestCase("/**/*.png", "cat/1.png")]
    [TestCase(".zip", "cat/1.png cat/2.jfif dog/3.JPE")]
    [TestCase(".txt", "cat/1.png cat/2.jfif dog/3.JPE")]
    public void Patterns_leave_files_out_of_every_kind_of_source(string ending, string images)
    {
        Write("cat/1.png", "cat/2.jfif", "dog/3.JPE", "cat/grid-0001.png", "masks/1.png", "notes.txt");
        ImageFileRules rules = new(Exclude: ExcludedFiles.Of(["grid-*", "masks/"]));
        IImageSource source = ImageSources.Open(Source(ending), rules);
        using IDisposable? closing = source as IDisposable;

        Assert.That(Enumerable.Range(0, source.Count).Select(source.NameOf), Is.EqualTo(images.Split(' ')));
        Assert.That(source.LeftOut, Is.EqualTo("2 pictures left out ('grid-*', 'masks/')"));
        Assert.That(source.Remarks, Is.Empty);
        Assert.That(new SelectedImages(source, [0]).LeftOut, Is.EqualTo(source.LeftOut));
    }

    [TestCase("", "1 .avif, 2 .heic and 1 .tga")]
    [TestCase("/*", "1 .avif, 2 .heic and 1 .tga")]
    [TestCase("/*.heic", null)]
    [TestCase(".zip", "1 .avif, 2 .heic and 1 .tga")]
    public void Pictures_that_cannot_be_read_are_counted(string ending, string? found)
    {
        Write("1.png", "2.png", "a.avif", "b.HEIC", "c.heic", "d.tga", "e.json", ".f.avif");
        string path = Source(ending);
        if (found is null)
        {
            GanGateException none = Assert.Throws<GanGateException>(() => ImageSources.Open(path))!;
            Assert.That((none.Error, none.Message), Is.EqualTo((ErrorCodes.SourceEmpty, none.Message)));
            Assert.That(none.Message, Does.Contain("it holds 2 .heic, which cannot be read"));
            return;
        }

        IImageSource source = ImageSources.Open(path);
        using IDisposable? closing = source as IDisposable;
        SourceRemark remark = source.Remarks.Single();
        GanGateException strict = Assert.Throws<GanGateException>(() => ImageSources.Open(path, new ImageFileRules(EveryPicture: true)))!;

        Assert.That(source.Count, Is.EqualTo(2));
        Assert.That(remark.Error, Is.EqualTo(ErrorCodes.PicturesPassedOver));
        Assert.That(remark.Message, Does.StartWith($"passed over {found} in '{path}'").And.Contain("exclude '*.avif'").And.Contain("everyPicture"));
        Assert.That((strict.Error, strict.Message[..strict.Message.IndexOf(',')]), Is.EqualTo((ErrorCodes.PicturesUnread, $"'{path}' holds {found[..found.IndexOf(',')]}")));
    }

    [Test]
    public void Left_out_pictures_are_not_passed_over()
    {
        Write("1.png", "2.png", "a.avif");
        IImageSource source = ImageSources.Open(_folder.Root, new ImageFileRules(Exclude: ExcludedFiles.Of(["*.avif"]), EveryPicture: true));

        Assert.That(source.Remarks, Is.Empty);
        Assert.That(source.LeftOut, Is.EqualTo("1 picture left out ('*.avif')"));
    }

    [TestCase("")]
    [TestCase(".zip")]
    [TestCase(".txt")]
    public void A_source_of_which_all_is_left_out_says_so(string ending)
    {
        Write("1.png", "2.png");
        Assert.That(
            () => ImageSources.Open(Source(ending), new ImageFileRules(Exclude: ExcludedFiles.Of(["*"]))),
            Throws.TypeOf<GanGateException>().With.Message.Contains("2 pictures left out ('*')").And.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.SourceEmpty));
    }

    [TestCase("")]
    [TestCase(".zip")]
    [TestCase(".txt")]
    public void Stacks_are_told_of_once_they_were_decoded(string ending)
    {
        PaintedImages.Write(_folder.Root, 2, size: 8);
        File.WriteAllBytes(_folder["k.gif"], SmallFiles.AnimatedGif);
        File.WriteAllBytes(_folder["l.webp"], SmallFiles.AnimatedWebp);
        IImageSource source = ImageSources.Open(Source(ending));
        using IDisposable? closing = source as IDisposable;

        Assert.That(source.Remarks, Is.Empty);
        for (int round = 0; round < 2; round++) Assert.That(() => Enumerable.Range(0, 4).Select(source.Decode).Count(), Is.EqualTo(4));
        foreach (int index in Enumerable.Range(0, 4)) source.Decode(index);

        SourceRemark remark = source.Remarks.Single();
        Assert.That(remark.Error, Is.EqualTo(ErrorCodes.FirstPictureTaken));
        Assert.That(remark.Message, Does.StartWith("2 of the 4 files in ").And.Contain("such as 'k.gif': only the first picture of a file is taken"));
    }

    private void Write(params string[] names)
    {
        foreach (string name in names) File.WriteAllBytes(_folder[name], [1]);
    }

    private string Source(string ending)
    {
        string path = _folder.Root + ending;
        if (ending == ".zip") ZipFile.CreateFromDirectory(_folder.Root, path);
        if (ending != ".txt") return path;
        string[] names = [.. Directory.EnumerateFiles(_folder.Root, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) != ".txt").Select(file => Path.GetRelativePath(_folder.Root, file)).Order(StringComparer.Ordinal)];
        path = Path.Combine(_folder.Root, "list.txt");
        File.WriteAllLines(path, names);
        return path;
    }
}
