using GanGate.Measuring;

namespace GanGate.Tests.Measuring;

public class DivergenceMeasurementTests
{
    [TestCase(1, 2, new[] { 1 })]
    [TestCase(4096, 2, new[] { 6 })]
    [TestCase(6, 3, new[] { 1, 6 })]
    [TestCase(5, 3, new[] { 5 })]
    public void Options_hold_up_to_their_bounds(int length, int samples, int[] n) => Assert.That(
        () => DivergenceMeasurement.Require(new DivergenceOptions { Length = length, Samples = samples, N = n }), Throws.Nothing);

    [TestCase(new int[] { })]
    [TestCase(new[] { 2, 4, 2 })]
    public void Each_n_is_named_once(int[] n) => Assert.That(
        () => DivergenceMeasurement.Compare("none.txt", "none.txt", new DivergenceOptions { N = n }),
        Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(ErrorCodes.Usage)
            .And.Message.EqualTo("each n is to be named once, at least one"));

    [TestCase(3, true)]
    [TestCase(4, false)]
    [TestCase(null, false)]
    public void Lines_that_are_left_out_are_told_of(int? samples, bool leftOut)
    {
        using TemporaryFolder folder = new();
        File.WriteAllLines(folder["a.txt"], ["one", "two", "three", "four"]);

        DivergenceResult result = DivergenceMeasurement.Compare(folder["a.txt"], folder["a.txt"], new DivergenceOptions { Samples = samples, N = [2] });

        Assert.That((result.SamplesLeftOut, result.Generated.Count, result.Reference.Count), Is.EqualTo((leftOut, (long?)samples ?? 4, 4L)));
        Assert.That(() => DivergenceMeasurement.Compare("a", "b", null!), Throws.ArgumentNullException);
    }
}
