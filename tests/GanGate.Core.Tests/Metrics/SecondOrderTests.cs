using GanGate.Metrics;
using GanGate.Numerics;
using GanGate.Statistics;
using MathNet.Numerics.Statistics;

namespace GanGate.Tests.Metrics;

public class SecondOrderTests
{
    private const int Dimension = 8;

    // x = w / (1 + i / 4): the variances of GaussianSamples without its mixing.
    private static readonly double[] Variances = [.. Enumerable.Range(0, Dimension).Select(i => Math.Pow(1 + (i / 4.0), -2))];

    private static readonly FeatureStatistics Truth = new(
        new double[Dimension], [.. Enumerable.Range(0, Dimension * Dimension).Select(at => at % (Dimension + 1) == 0 ? Variances[at / Dimension] : 0)]);

    // E h^2 of Gaussian features.
    private static double MeanSquare => Variances.Sum(a => a * a)
        + (Variances.Sum(a => Variances.Sum(b => a * a * b * b / (a + b) / (a + b))) + Variances.Sum(a => a * a / 4)) / 2;

    [TestCase(1e-3, 1e-5, null)]
    [TestCase(0.3, 1e-5, null)]
    [TestCase(1e-3, 0.1, SecondOrderKernel.Coarse)]
    [TestCase(0.3, 0.1, SecondOrderKernel.Coarse)]
    public void The_kernel_is_the_sum_over_all_pairs_of_modes(double ratio, double percent, double? step)
    {
        Random random = new(1);
        double[] s = [.. Enumerable.Range(0, 9).Select(i => 3 * Math.Pow(ratio, 1 - (i / 8.0)))];
        double[] x = [.. s.Select(value => value * random.NextDouble())], z = [.. s.Select(value => value * (random.NextDouble() - 0.5))];
        RowMajorMatrix product = new(1, s.Length);
        for (int i = 0; i < s.Length; i++) product[0][i] = x[i] * z[i];
        double expected = 0.7;
        for (int i = 0; i < s.Length; i++)
        {
            for (int j = 0; j < s.Length; j++)
            {
                double own = i == j ? s[i] * s[i] : 0;
                expected += ((x[i] * x[j]) - own) * ((z[i] * z[j]) - own) / (2 * s[i] * s[j] * (s[i] + s[j]));
            }
        }

        SecondOrderKernel kernel = step is double wide ? new(s, wide) : new(s);
        double value = kernel.Of(0.7, kernel.Quartic(product, 1, threads: 1)[0], Quotients(x), Quotients(z));

        Assert.That(value, Is.EqualTo(expected).Within(percent).Percent);

        double Quotients(double[] y) => y.Select((one, i) => one * one / s[i]).Sum();
    }

    [TestCase(4000)]
    [TestCase(500)]
    public void The_second_order_of_Gaussians_is_that_of_the_closed_form(int count)
    {
        double[] ratios = [.. Enumerable.Range(1, 5).Select(seed => Error(seed, count).Parts!.SecondOrder / (2 * MeanSquare / count / count))];

        Assert.That(ratios.Mean(), Is.EqualTo(1).Within(0.1));
    }

    [TestCase(40)]
    [TestCase(160)]
    public void Near_the_floor_the_error_is_that_of_repeated_draws(int count)
    {
        const int Repetitions = 300;
        double[] values = new double[Repetitions];
        DistanceError[] errors = new DistanceError[Repetitions];
        for (int seed = 0; seed < Repetitions; seed++)
        {
            float[] samples = GaussianSamples.Draw(100 + seed, count, Dimension, mixing: 0);
            values[seed] = FrechetDistance.Between(GaussianSamples.Statistics(samples, Dimension), Truth).Value;
            errors[seed] = GaussianSamples.Error(samples, Dimension, Truth);
        }

        double variance = values.Variance();
        double told = errors.Average(error => error.StandardError * error.StandardError);
        double first = errors.Average(error => error.Influence.Sum(value => value * value) / count / count);
        double cumulant = errors.Average(error => error.Parts!.ThirdCumulant);
        TestContext.Out.WriteLine($"{told / variance:0.00}, first order {first / variance:0.00}, skewness {values.Skewness():0.00}, {cumulant / Math.Pow(variance, 1.5):0.00}");
        Assert.That(told / variance, Is.InRange(0.8, 1.6), "wide by the noise of a first-order part that cannot be below 0");
        Assert.That(first, Is.GreaterThan(1.2 * told), "what it would be without the second order");
        Assert.That(cumulant / Math.Pow(variance, 1.5), Is.EqualTo(values.Skewness()).Within(0.5).And.GreaterThan(0.2));
    }

    [Test]
    public void Far_from_the_floor_the_error_is_that_of_the_influence()
    {
        float[] samples = GaussianSamples.Draw(7, 800, Dimension, mean: 0.5, mixing: 0);
        DistanceError error = GaussianSamples.Error(samples, Dimension, Truth);

        Assert.That(error.StandardError, Is.EqualTo(Math.Sqrt(error.Influence.Sum(value => value * value)) / 800).Within(3).Percent);
    }

    [Test]
    public void Few_samples_have_no_second_order() =>
        Assert.That(Error(1, SamplePairs.FewestSamples - 1), Has.Property("Parts").Null);

    private static DistanceError Error(int seed, int count) =>
        GaussianSamples.Error(GaussianSamples.Draw(seed, count, Dimension, mixing: 0), Dimension, Truth);
}
