using GanGate.Numerics;
using GanGate.Training.Randomness;

namespace GanGate.Training.Tests.Randomness;

public class RandomStreamTests
{
    // The generator's published answer to the counter 0 under the key 0, of which a float takes 24 bits.
    [Test]
    public void The_first_numbers_are_the_words_of_the_first_block()
    {
        uint[] words = [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8];
        float[] values = new float[4];
        new RandomStream(0, default).FillUniform(values, 0, 0, 1);

        Assert.That(values, Is.EqualTo(words.Select(word => (word >> 8) / 16777216f)));
    }

    // Each of the counter's four words is a place of its own.
    [TestCase(1, 0L, 0)]
    [TestCase(0, 1L, 0)]
    [TestCase(0, 1L << 32, 0)]
    [TestCase(0, 0L, 1)]
    public void Block_step_and_purpose_are_the_words_of_the_counter(int block, long step, int purpose)
    {
        float[] values = new float[8];
        new RandomStream(9, (RandomPurpose)purpose).FillUniform(values, step, 0, 1);
        (ulong low, _) = new Philox(9).At(((ulong)purpose << 32) | (ulong)(step >> 32), ((ulong)(uint)step << 32) | (uint)block);

        Assert.That(values[4 * block], Is.EqualTo(((uint)low >> 8) / 16777216f));
    }

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
