using GanGate.Features;
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

    [TestCase("mine", "FD (ttur, mine)-500")]
    [TestCase(null, "FD (ttur, weights 0123abcd)-500")]
    public void Weights_of_ones_own_are_named_and_give_no_fid(string? name, string label)
    {
        Protocol own = Scores.Ttur with { WeightsHash = "0123abcdef", Weights = name };

        Assert.That(Scores.Of(1, 500, own).Label, Is.EqualTo(label));
        Assert.That(own.Metric, Is.EqualTo(Metric.Fd));
        Assert.That(own.NameOf("KID", "KD"), Is.EqualTo("KD " + label[3..^4]));
        Assert.That((own with { Weights = "another" }).Fingerprint, Is.EqualTo(own.Fingerprint), "a name is no part of the features");
        Assert.That(Scores.Ttur.NameOf("KID", "KD"), Is.EqualTo("KID"));
    }

    [TestCase(424, 424, null)]
    [TestCase(null, null, null)]
    [TestCase(423, 424, "there are only 423 generated images, fewer than twice the 212 features")]
    [TestCase(500, 423, "there are only 423 reference images, fewer than twice the 212 features")]
    [TestCase(10, null, "there are only 10 generated images, fewer")]
    [TestCase(10, 20, "there are only 10 generated images and 20 reference images, fewer")]
    public void Fewer_samples_than_twice_the_features_are_a_warning(int? generated, int? reference, string? start)
    {
        Warning[] warnings = [.. FewSamples.In(Scores.Pyramid, generated, reference)];

        Assert.That(warnings.Select(warning => warning.Error), Is.EqualTo(start is null ? [] : new[] { ErrorCodes.FewSamples }));
        if (start is not null) Assert.That(warnings[0].Message, Does.StartWith(start).And.EndWith("or use at least 424"));
    }

    [Test]
    public void Texts_have_no_features_to_have_few_samples_of() =>
        Assert.That(FewSamples.In(new Protocol("jsd-4", 1, 20, "ngrams", 0, "built-in"), 2, 2), Is.Empty);

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
    [TestCase(0.09826, 0.026, 0.065, "0.098 ± 0.026 (corrected 0.033, 500 samples)")]
    [TestCase(0.12679, 0.0001234, 0.01, "0.12679 ± 0.00012 (corrected 0.11679, 500 samples)")]
    [TestCase(9.7731, 0.4321, 0.5, "9.77 ± 0.43 (corrected 9.27, 500 samples)")]
    [TestCase(9.7731, 0.0996, 0.5, "9.77 ± 0.10 (corrected 9.27, 500 samples)")]
    [TestCase(1234.56, 43.2, 4, "1235 ± 43 (corrected 1231, 500 samples)")]
    [TestCase(0.0023456, 0.00005123, 0.0001, "0.002346 ± 5.1E-05 (corrected 0.002246, 500 samples)")]
    [TestCase(0.000032, 0.000011, 0, "3.2E-05 ± 1.1E-05 (corrected 3.2E-05, 500 samples)")]
    [TestCase(5.1234, 0, 0, "5.1234 ± 0 (corrected 5.1234, 500 samples)")]
    [TestCase(5.1234, 1e-10, 0, "5.1234 ± 1.0E-10 (corrected 5.1234, 500 samples)")]
    [TestCase(1234.56, 3.2, 4, "1234.6 ± 3.2 (corrected 1230.6, 500 samples)")]
    public void A_score_shows_the_digits_that_its_error_allows(double value, double error, double bias, string text) =>
        Assert.That(ScoreFormat.Describe(new Estimate(value, error, bias, 500)), Is.EqualTo(text));

    [TestCase(0.5, 0.01, null, 640, "0.500 ± 0.010 (640 lines)")]
    [TestCase(0.5, 0.01, null, null, "0.500 ± 0.010")]
    [TestCase(12.0, 0.2, 0.4, null, "12.00 ± 0.20 (corrected 11.60)")]
    [TestCase(12.0, null, null, 9, "12")]
    public void A_score_is_described_by_what_is_known_of_it(double value, double? error, double? bias, int? count, string text) =>
        Assert.That(ScoreFormat.Describe(new Estimate(value, error, bias, count)), Is.EqualTo(text));

    [TestCase(0.034, "0.034")]
    [TestCase(1e-7, "< 1E-06")]
    public void A_chance_is_shown_down_to_one_in_a_million(double p, string text) => Assert.That(ScoreFormat.Probability(p), Is.EqualTo(text));
}
