using GanGate.Features;
using GanGate.Models;
using GanGate.Tests.Features;

namespace GanGate.Tests.Models;

public class PyramidGraphTests
{
    private static IEnumerable<TestCaseData> Pictures()
    {
        foreach (int side in new[] { 32, 64, 96 })
        {
            yield return new TestCaseData(side, TestPictures.Noise(side, 5)).SetArgDisplayNames($"{side}", "noise");
            yield return new TestCaseData(side, TestPictures.Painted(side, 1)).SetArgDisplayNames($"{side}", "painted");
            yield return new TestCaseData(side, TestPictures.Painted(side, 2)).SetArgDisplayNames($"{side}", "painted otherwise");
            yield return new TestCaseData(side, TestPictures.Constant(side, 0)).SetArgDisplayNames($"{side}", "black");
            yield return new TestCaseData(side, TestPictures.Constant(side, 1)).SetArgDisplayNames($"{side}", "white");
        }
    }

    [TestCaseSource(nameof(Pictures))]
    public void Graph_agrees_with_the_formulas_in_float64(int side, float[] picture)
    {
        using Extractor extractor = Extractors.Pyramid(side);
        var features = new float[PyramidGraph.Dimension];
        extractor.Run(picture, 1, features);

        double[] expected = PyramidReference.Features(picture, side);

        Assert.That(features.Select(x => (double)x), Is.EqualTo(expected).Within(1e-4));
    }

    [Test]
    public void First_filter_has_the_published_centre_row()
    {
        double[] filter = PyramidGraph.Morlet(0);

        Assert.That(filter[21..25], Is.EqualTo([.000252, -.004172, -.2177, .443239]).Within(1e-6));
    }

    [Test]
    public void Filters_ignore_brightness_and_have_unit_energy([Range(0, 7)] int orientation)
    {
        double[] filter = PyramidGraph.Morlet(orientation);

        Assert.That(filter[..49].Sum(), Is.Zero.Within(1e-12));
        Assert.That(filter[49..].Sum(), Is.Zero.Within(1e-12));
        Assert.That(filter.Sum(x => x * x), Is.EqualTo(1).Within(1e-12));
    }

    [Test]
    public void Tents_sum_to_one_and_reproduce_the_mean_luma()
    {
        using Extractor extractor = Extractors.Pyramid(64);
        var features = new float[PyramidGraph.Dimension];
        extractor.Run(TestPictures.Painted(64, 4), 1, features);

        float[] tents = features[12..20];
        Assert.That(tents.Sum(), Is.EqualTo(8).Within(1e-5));
        Assert.That(tents.Select((tent, k) => k * tent).Sum() / 7, Is.EqualTo(features[..4].Average()).Within(1e-5));
    }

    [TestCase(20)]
    [TestCase(24)]
    [TestCase(60)]
    public void Sizes_that_do_not_fit_the_levels_are_refused(int size) =>
        Assert.That(() => PyramidGraph.Build(size), Throws.TypeOf<ArgumentOutOfRangeException>());
}
