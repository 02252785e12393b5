using GanGate.Gating;

namespace GanGate.Tests.Gating;

public class ScoreTests
{
    [TestCase(50_000, "FID-50k")]
    [TestCase(1_000, "FID-1k")]
    [TestCase(500, "FID-500")]
    [TestCase(10_500, "FID-10500")]
    [TestCase(null, "FID")]
    public void The_label_carries_the_count_as_papers_write_it(int? count, string label) =>
        Assert.That(Scores.Of(1, count).Label, Is.EqualTo(label));

    [Test]
    public void Only_the_inception_protocols_give_an_fid() =>
        Assert.That(Scores.Of(1, 500, Scores.Pyramid).Label, Is.EqualTo("FD (pyramid)-500"));

    [TestCase(12.345678, "12.346")]
    [TestCase(0.110123456, "0.11012")]
    [TestCase(123456.7, "123457")]
    [TestCase(0, "0")]
    [TestCase(-0.00012345678, "-0.00012346")]
    [TestCase(1.5e-7, "1.5E-07")]
    [TestCase(2.5e12, "2.5E+12")]
    public void Numbers_are_shown_with_five_digits(double value, string text) =>
        Assert.That(ScoreFormat.Number(value), Is.EqualTo(text));
}
