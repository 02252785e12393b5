using GanGate.Simulation;
using GanGate.Statistics;

namespace GanGate.Tests.Metrics;

/// <summary>The simulations of docs/statistics.md, few and small; a share of 120 near 5 % has a standard error of 2 points.</summary>
public class SimulationTests
{
    private const int Dimension = 12, Repetitions = 120;

    private static readonly FeatureStatistics Reference = Population.Gaussian(Dimension, 0, Spectrum).Truth;
    private static readonly Population Generator = Population.Gaussian(Dimension, 0.2, Spectrum);

    // As bad as the generator, but by its covariance instead of its mean.
    private static readonly Population Other = Population.Gaussian(
        Dimension, 0, i => Spectrum(i) * (1 + (0.2 * Math.Sqrt(Dimension / Enumerable.Range(0, Dimension).Sum(j => Spectrum(j) * Spectrum(j))))));

    [TestCase(120, 120)]
    [TestCase(600, 60)]
    [TestCase(60, 600)]
    public void The_same_generator_seldom_alarms(int first, int second) =>
        Assert.That(Cells.AlarmRate(Generator, Generator, Reference, first, second, Repetitions, seed: 1), Is.LessThan(0.12));

    [Test]
    public void Another_generator_of_equal_score_seldom_alarms()
    {
        Assert.That(Other.DistanceTo(Reference), Is.EqualTo(Generator.DistanceTo(Reference)).Within(1e-9));
        Assert.That(Cells.AlarmRate(Generator, Other, Reference, 240, 120, Repetitions, seed: 2), Is.LessThan(0.12));
    }

    [Test]
    public void A_true_rise_alarms() => Assert.That(
        Cells.AlarmRate(Generator, Population.Gaussian(Dimension, 0.3, Spectrum), Reference, 600, 600, Repetitions, seed: 3),
        Is.GreaterThan(0.9));

    [TestCase(60)]
    [TestCase(240)]
    public void The_interval_of_the_corrected_score_holds_the_truth(int count)
    {
        (double coverage, double removed, double ratio) = Cells.Interval(Generator, Reference, count, Repetitions, seed: 4);

        Assert.That(coverage, Is.InRange(0.88, 1));
        Assert.That(removed, Is.InRange(0.7, 1.3));
        Assert.That(ratio, Is.InRange(0.8, 1.3));
    }

    // At the limit itself the stated error is reached at most; a share of 120 near 10 % has a standard error of 3 points.
    [TestCase(1e-9, 0.2)]
    [TestCase(-1e-9, 0.2)]
    [TestCase(0.5, 0)]
    [TestCase(-0.4, 0)]
    public void An_early_verdict_seldom_differs_from_that_of_all(double offset, double most)
    {
        (double differ, double used) = Cells.Early(Generator, Reference, 4000, [0.1], [offset], Repetitions, seed: 6)[0][0];

        Assert.That(differ, Is.LessThanOrEqualTo(most));
        Assert.That(used, most == 0 ? Is.LessThan(0.3) : Is.InRange(0.5, 1));
    }

    [Test]
    public void A_mixture_has_the_moments_of_its_samples()
    {
        Population mixture = Generator.Contaminated(Population.Gaussian(Dimension, 2, _ => 0.5), 0.3);

        FeatureStatistics drawn = GaussianSamples.Statistics(mixture.Draw(new Random(5), 20_000), Dimension);

        Assert.That(drawn.Mu, Is.EqualTo(mixture.Truth.Mu).Within(0.05));
        Assert.That(drawn.Sigma, Is.EqualTo(mixture.Truth.Sigma).Within(0.05));
    }

    private static double Spectrum(int feature) => 1 / (1 + (feature / 4.0));
}
