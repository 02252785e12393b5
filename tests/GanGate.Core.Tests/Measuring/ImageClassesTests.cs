using GanGate.Features;
using GanGate.Measuring;
using GanGate.Statistics;
using GanGate.Tests.Gating;

namespace GanGate.Tests.Measuring;

public class ImageClassesTests
{
    [Test]
    public void Names_come_in_natural_order_with_their_counts()
    {
        ImageClasses classes = ImageClasses.Of(Images("g", 25, classes: 12), Images("r", 24, classes: 12));

        Assert.That(classes.Names, Is.EqualTo(Enumerable.Range(0, 12).Select(i => $"class{i}")));
        Assert.That((classes.CountOf("class0"), classes.CountOf("class11")), Is.EqualTo((3, 2)));
    }

    [TestCase(7, "'class2', 'class3', 'class4', 'class5', 'class6'")]
    [TestCase(8, "'class2', 'class3', 'class4', 'class5', 'class6' and 1 more")]
    public void Five_of_the_classes_that_are_missing_are_named(int classes, string named)
    {
        Refuses($"the classes {named} have no reference in 'r'", Images("g", 16, classes), Images("r", 4, classes: 2));
        Refuses($"the classes {named} have no generated images in 'g'", Images("g", 4, classes: 2), Images("r", 16, classes));
    }

    [Test]
    public void What_has_no_classes_or_one_image_of_one_is_refused()
    {
        Refuses("the classes 'class7' have a single image in 'g', and a covariance needs two", Images("g", 15, classes: 8), Images("r", 16, classes: 8));
        Refuses(
            "'0.png' of 'g' states no class: put the images of each class into a folder of its name", Images("g", 4, classes: 1), Images("r", 4, classes: 2));
        Refuses(
            "'r.npz' is one set of statistics: give images in a folder for each class, or as the reference a folder of CLASS.npz files",
            Images("g", 4, classes: 2), new StatisticsInput("r.npz", new FeatureStatistics([1], [1], 5)));
    }

    [Test]
    public void A_folder_of_statistics_has_a_file_for_each_class()
    {
        using TemporaryFolder folder = new();
        Assert.That(ClassStatisticsInput.IsFolder(folder.Root), Is.False, "empty");
        foreach (string name in (string[])["class1", "class0", ".hidden"]) StatisticsFile.Write(folder[name + ".npz"], new FeatureStatistics([1], [1], 5));
        File.WriteAllText(folder["notes.txt"], "");
        ClassStatisticsInput files = ClassStatisticsInput.Open(folder.Root);

        Assert.That(ClassStatisticsInput.IsFolder(folder.Root), Is.True);
        Assert.That(files.Files.Keys, Is.EquivalentTo((string[])["class0", "class1"]));
        Assert.That(files.First.Source, Is.EqualTo(folder["class0.npz"]));
        ImageClasses classes = ImageClasses.Of(Images("g", 4, classes: 2), files);
        Assert.That(
            () => classes.Require(new Protocol("pyramid", 1, 64, "pyramid", 212, "built-in")),
            Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(ErrorCodes.DimensionMismatch));
    }

    private static ImagesInput Images(string name, int count, int classes) => new(name, new CountedImages(count, seed: 1, classes: classes));

    private static void Refuses(string message, MeasurementInput generated, MeasurementInput reference) => Assert.That(
        () => ImageClasses.Of(generated, reference),
        Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(ErrorCodes.ClassesDiffer).And.Message.EqualTo(message));
}
