using GanGate.Disturbances;
using GanGate.Tests.Images;

namespace GanGate.Tests.Disturbances;

public class NoiseTests
{
    private const int Count = 40, Side = 32;

    [Test]
    public void Alone_it_fills_the_range_of_the_whole_set_with_a_deviation_of_a_sixth_of_half_of_it()
    {
        float[] noise = Samples(level: 1);

        Assert.That(noise.Min(), Is.Zero.Within(1e-4));
        Assert.That(noise.Max(), Is.EqualTo(255).Within(1e-4));

        // On [-1, 1]. Of 122,880 normal numbers the least and the largest lie at 4.4 deviations on average, so that the deviation is 2 / 8.8.
        double[] scaled = [.. noise.Select(value => (value / 127.5) - 1)];
        double mean = scaled.Average(), deviation = Math.Sqrt(scaled.Average(value => (value - mean) * (value - mean)));
        Assert.That(deviation, Is.EqualTo(2 / 8.8).Within(0.02));
        double fourth = scaled.Average(value => Math.Pow((value - mean) / deviation, 4));
        Assert.That(fourth, Is.EqualTo(3).Within(0.1), "of a normal distribution");
    }

    [TestCase(0.25)]
    [TestCase(0.5)]
    [TestCase(0.75)]
    public void A_level_is_the_share_of_the_noise_in_a_mean(double level)
    {
        float[] mixed = Samples(level), noise = Samples(level: 1);

        Assert.That(
            mixed.Zip(noise).Max(pair => Math.Abs(pair.First - ((1 - level) * 100) - (level * pair.Second))),
            Is.LessThan(1e-4));
    }

    [Test]
    public void Every_sample_has_noise_of_its_own()
    {
        float[] noise = Samples(level: 1);

        Assert.That(noise.Distinct().Count(), Is.GreaterThan(0.99 * noise.Length));
    }

    [Test]
    public void One_image_alone_has_the_range_of_its_own_samples()
    {
        FormulaImages image = FormulaImages.Grey(1, 3);
        float[] noise = Disturbance.Of(DisturbanceKind.Noise, new DisturbanceOptions(image)).At(1).Decode(0).Unrounded!;

        Assert.That((noise.Min(), noise.Max()), Is.EqualTo((0f, 255f)), "27 samples, an odd number");
    }

    private static float[] Samples(double level)
    {
        FormulaImages images = FormulaImages.Grey(Count, Side);
        Disturbance noise = Disturbance.Of(DisturbanceKind.Noise, new DisturbanceOptions(images) { Seed = 9 });
        return [.. Enumerable.Range(0, Count).SelectMany(index => noise.At(level).Decode(index).Unrounded!)];
    }
}
