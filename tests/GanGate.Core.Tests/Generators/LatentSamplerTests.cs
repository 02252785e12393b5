using GanGate.Generators;

namespace GanGate.Tests.Generators;

public class LatentSamplerTests
{
    private const int Count = 200_000;

    // Moments of the standard normal distribution, within five standard errors of so many draws.
    [Test]
    public void Normal_numbers_have_the_moments_of_the_normal_distribution()
    {
        double[] values = Draw(new LatentSampler(1, LatentDistribution.Normal, null));

        Assert.That(values.Average(), Is.EqualTo(0).Within(5 / Math.Sqrt(Count)));
        Assert.That(values.Average(x => x * x), Is.EqualTo(1).Within(5 * Math.Sqrt(2.0 / Count)));
        Assert.That(values.Average(x => x * x * x * x), Is.EqualTo(3).Within(5 * Math.Sqrt(96.0 / Count)));
        Assert.That(values.Count(x => Math.Abs(x) > 1.959963984540054) / (double)Count, Is.EqualTo(0.05).Within(5 * Math.Sqrt(0.05 * 0.95 / Count)));
    }

    // Variance of the normal distribution cut at 1: 1 - 2 phi(1) / (2 Phi(1) - 1).
    [Test]
    public void Truncated_numbers_stay_within_the_limit_and_have_their_variance()
    {
        double[] values = Draw(new LatentSampler(1, LatentDistribution.Normal, 1));

        Assert.That(values, Is.All.InRange(-1, 1));
        Assert.That(values.Average(x => x * x), Is.EqualTo(1 - (2 * 0.24197072451914337 / 0.6826894921370859)).Within(0.005));
    }

    [Test]
    public void Uniform_numbers_fill_the_range_from_minus_1_to_1()
    {
        double[] values = Draw(new LatentSampler(1, LatentDistribution.Uniform, null));

        Assert.That(values, Is.All.InRange(-1, 1));
        Assert.That(values.Average(), Is.EqualTo(0).Within(5 / Math.Sqrt(3.0 * Count)));
        Assert.That(values.Average(x => x * x), Is.EqualTo(1 / 3.0).Within(0.005));
    }

    [Test]
    public void Samples_are_independent_of_each_other_and_of_what_is_drawn_before()
    {
        LatentSampler sampler = new(3, LatentDistribution.Normal, null);
        float[] first = new float[64], second = new float[64], again = new float[64];
        sampler.Fill(10, first);
        sampler.Fill(11, second);
        new LatentSampler(3, LatentDistribution.Normal, null).Fill(10, again);

        Assert.That(again, Is.EqualTo(first));
        Assert.That(second.Intersect(first), Is.Empty);
        Assert.That(first.Zip(second, (a, b) => a * b).Average(), Is.EqualTo(0).Within(5 / Math.Sqrt(64)));
    }

    [Test]
    public void Another_random_input_is_given_other_numbers()
    {
        float[] latent = new float[500], noise = new float[500];
        new LatentSampler(1, LatentDistribution.Normal, null).Fill(3, latent);
        new LatentSampler(1, LatentDistribution.Normal, null, input: 1).Fill(3, noise);

        Assert.That(noise.Intersect(latent), Is.Empty);
    }

    private static double[] Draw(LatentSampler sampler)
    {
        float[] values = new float[Count];
        for (int sample = 0; sample < Count / 100; sample++) sampler.Fill(sample, values.AsSpan(100 * sample, 100));
        return Array.ConvertAll(values, value => (double)value);
    }
}
