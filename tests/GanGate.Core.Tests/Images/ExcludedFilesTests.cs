using CsCheck;
using GanGate.Images;

namespace GanGate.Tests.Images;

internal sealed class ExcludedFilesTests
{
    [TestCase("grid-*", "grid-1.png a/grid-2.png grid-x/1.png", "agrid-1.png a/b.png")]
    [TestCase("*_mask.png", "1_mask.png a/1_MASK.PNG", "1_mask.png.png mask.png")]
    [TestCase("thumbs/", "thumbs/1.png a/thumbs/b/1.png", "thumbs a/thumbs")]
    [TestCase("/thumbs", "thumbs/1.png thumbs", "a/thumbs/1.png")]
    [TestCase("a/*.png", "a/1.png", "a/b/1.png b/a/1.png 1.png")]
    [TestCase("a/**/1.png", "a/1.png a/b/c/1.png", "b/a/1.png")]
    [TestCase("**/b/*.png", "b/1.png a/b/1.png", "b/c/1.jpg")]
    [TestCase("a/**", "a/1.png a/b/1.png", "b/a/1.png")]
    [TestCase("img?.png", "img1.png", "img10.png img/.png")]
    [TestCase("img[0-3].png", "img0.png img3.png", "img4.png img[0-3].png")]
    [TestCase("img[!0-3].png", "img4.png", "img0.png img/.png")]
    [TestCase("a[].png", "a[].png", "a.png")]
    [TestCase("a.png", "a.png", "axpng")]
    public void A_pattern_fits_as_in_gitignore(string pattern, string fitting, string others)
    {
        ExcludedFiles excluded = ExcludedFiles.Of([pattern])!;

        Assert.That(fitting.Split(' ').Where(name => !excluded.Hold(name)), Is.Empty);
        Assert.That(others.Split(' ').Where(excluded.Hold), Is.Empty);
    }

    [Test]
    public void The_last_pattern_that_fits_decides()
    {
        ExcludedFiles excluded = ExcludedFiles.Of(["grid-*", "!grid-7.png", "b/"])!;
        string[] names = ["grid-1.png", "grid-7.png", "b/grid-7.png", "a.png"];

        Assert.That(names.Where(excluded.Hold), Is.EqualTo(["grid-1.png", "b/grid-7.png"]));
        Assert.That(excluded.ToString(), Is.EqualTo("'grid-*', '!grid-7.png', 'b/'"));
    }

    [Test]
    public void Equal_patterns_are_equal()
    {
        ExcludedFiles? lines = ExcludedFiles.Of(["a\nb"]);
        Assert.That(ExcludedFiles.Of(["a", "b"]), Is.EqualTo(lines), "one text may hold several, as .gitignore does");
        Assert.That(ExcludedFiles.Of(["a", "b"]), Is.Not.EqualTo(ExcludedFiles.Of(["b", "a"])));
        Assert.That(ExcludedFiles.Of([]), Is.Null);
    }

    [TestCase("")]
    [TestCase("!")]
    [TestCase("/")]
    [TestCase("[z-a].png")]
    public void What_is_no_pattern_is_refused(string pattern) => Assert.That(
        () => ExcludedFiles.Of([pattern]),
        Throws.TypeOf<GanGateException>().With.Message.StartsWith($"'{pattern}' is no pattern of files to exclude")
            .And.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.Usage));

    [Test]
    public void Any_text_is_a_pattern_or_refused() => Gen.Select(Gen.String["ab/*?[]!^-\\.{}()+$| "], Gen.String["ab/.[]"]).Sample((pattern, name) =>
    {
        try
        {
            ExcludedFiles.Of([pattern])!.Hold(name);
        }
        catch (GanGateException failure)
        {
            Assert.That(failure.Error, Is.EqualTo(ErrorCodes.Usage));
        }
    });

    [Test]
    public void Plain_names_fit_themselves_at_any_depth() => Gen.Select(Gen.String["abc.-_(){}+$^#@ "].Where(name => name.Trim().Length > 0), Gen.String["xyz"]).Sample(
        (name, folder) => ExcludedFiles.Of([name])!.Hold($"{folder}x/{name}"));
}
