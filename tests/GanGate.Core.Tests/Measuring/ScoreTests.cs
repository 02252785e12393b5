using GanGate.Measuring;
using GanGate.Metrics;

namespace GanGate.Tests.Measuring;

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

    [TestCase(12.3412, 0.21, 0.37, "12.34 ± 0.21 (corrected 11.97, 500 samples)")]
    [TestCase(0.09826, 0.026, 0.065, "0.09826 ± 0.026 (corrected 0.033, 500 samples)")]
    [TestCase(0.12679, 0.0001234, 0.01, "0.12679 ± 0.00012 (corrected 0.11679, 500 samples)")]
    [TestCase(1234.56, 3.2, 4, "1234.6 ± 3.2 (corrected 1230.6, 500 samples)")]
    public void A_score_shows_four_digits_at_least_whatever_its_error(double value, double error, double bias, string text) =>
        Assert.That(ScoreFormat.Describe(new Estimate(value, error, bias, 500)), Is.EqualTo(text));

    [TestCase(0.5, 0.01, null, 640, "0.5000 ± 0.010 (640 lines)")]
    [TestCase(0.5, 0.01, null, null, "0.5000 ± 0.010")]
    [TestCase(12.0, 0.2, 0.4, null, "12.00 ± 0.20 (corrected 11.60)")]
    [TestCase(12.0, null, null, 9, "12")]
    public void A_score_is_described_by_what_is_known_of_it(double value, double? error, double? bias, int? count, string text) =>
        Assert.That(ScoreFormat.Describe(new Estimate(value, error, bias, count)), Is.EqualTo(text));

    [TestCase(0.034, "0.034")]
    [TestCase(1e-7, "< 1E-06")]
    public void A_chance_is_shown_down_to_one_in_a_million(double p, string text) => Assert.That(ScoreFormat.Probability(p), Is.EqualTo(text));
}
