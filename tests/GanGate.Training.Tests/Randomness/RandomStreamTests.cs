using GanGate.Training.Randomness;

namespace GanGate.Training.Tests.Randomness;

public class RandomStreamTests
{
    // The known answers of the Random123 library for philox4x32, 10 rounds.
    [TestCase(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [TestCase(
        0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [TestCase(
        0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Philox_gives_the_known_answers(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint r0, uint r1, uint r2, uint r3) =>
        Assert.That(Philox.Draw(new PhiloxBlock(c0, c1, c2, c3), k0, k1), Is.EqualTo(new PhiloxBlock(r0, r1, r2, r3)));

    [Test]
    public void Uniform_numbers_fill_their_range_evenly()
    {
        float[] values = new float[40_000];
        new RandomStream(1, RandomPurpose.Samples).FillUniform(values, 5, -1, 1);

        Assert.That(values.Min(), Is.InRange(-1, -0.999));
        Assert.That(values.Max(), Is.InRange(0.999, 1));
        Assert.That(values.Average(), Is.EqualTo(0).Within(0.02));
        Assert.That(values.Average(value => value * value), Is.EqualTo(1 / 3.0).Within(0.01));
    }

    [Test]
    public void Normal_numbers_have_the_moments_of_the_normal_distribution()
    {
        float[] values = new float[40_000];
        new RandomStream(1, RandomPurpose.Samples).FillNormal(values, 5);

        Assert.That(values.Average(), Is.EqualTo(0).Within(0.03));
        Assert.That(values.Average(value => value * value), Is.EqualTo(1).Within(0.04));
        Assert.That(values.Average(value => value * value * value * value), Is.EqualTo(3).Within(0.3));
    }

    [Test]
    public void Seeds_purposes_and_steps_have_numbers_of_their_own()
    {
        double[] draws =
        [
            new RandomStream(1, RandomPurpose.Samples).Normal(0, 0), new RandomStream(2, RandomPurpose.Samples).Normal(0, 0),
            new RandomStream(1, RandomPurpose.Noise).Normal(0, 0), new RandomStream(1, RandomPurpose.Samples).Normal(1, 0),
            new RandomStream(1, RandomPurpose.Samples).Normal(0, 1), new RandomStream(1L << 40, RandomPurpose.Samples).Normal(0, 0),
        ];

        Assert.That(draws, Is.Unique);
    }

    [Test]
    public void A_permutation_holds_every_number_once_and_differs_by_step()
    {
        RandomStream stream = new(3, RandomPurpose.Shuffle);

        Assert.That(stream.Permutation(100, 0).Order(), Is.EqualTo(Enumerable.Range(0, 100)));
        Assert.That(stream.Permutation(100, 0), Is.Not.EqualTo(stream.Permutation(100, 1)));
    }
}
