using GanGate.Numerics;

namespace GanGate.Tests.Numerics;

public class PhiloxTests
{
    // The known answers that come with the authors' own Random123: counter, key, result, as 32-bit words from the lowest.
    [TestCase("00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8")]
    [TestCase("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd")]
    [TestCase("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1")]
    public void Its_numbers_are_the_published_ones(string counter, string key, string result)
    {
        ulong[] c = Words(counter), k = Words(key), r = Words(result);

        Assert.That(new Philox(k[0]).At(stream: c[1], position: c[0]), Is.EqualTo((r[0], r[1])));
    }

    [Test]
    public void Uniform_numbers_lie_between_0_and_1_and_are_spread_evenly()
    {
        Philox random = new(5);
        double[] values = [.. Enumerable.Range(0, 100_000).Select(i => random.UniformAt(7, (ulong)i))];

        Assert.That(values, Is.All.GreaterThan(0).And.All.LessThan(1));
        int[] tenths = new int[10];
        foreach (double value in values) tenths[(int)(10 * value)]++;

        // 10,000 expected, standard deviation 95.
        Assert.That(tenths, Is.All.InRange(9500, 10500));
    }

    [Test]
    public void Normal_numbers_have_the_moments_of_their_distribution_and_come_in_independent_pairs()
    {
        const int Count = 100_000;
        Philox random = new(5);
        (double First, double Second)[] pairs = [.. Enumerable.Range(0, Count).Select(i => random.NormalsAt(7, (ulong)i))];

        // Standard errors: 1 / sqrt(n) of a mean and of a correlation, sqrt(2 / n) of a variance, sqrt(96 / n) of a fourth moment.
        foreach (double[] values in (double[][])[[.. pairs.Select(pair => pair.First)], [.. pairs.Select(pair => pair.Second)]])
        {
            Assert.That(values.Average(), Is.Zero.Within(0.016));
            Assert.That(values.Average(value => value * value), Is.EqualTo(1).Within(0.023));
            Assert.That(values.Average(value => value * value * value * value), Is.EqualTo(3).Within(0.16));
        }

        Assert.That(pairs.Average(pair => pair.First * pair.Second), Is.Zero.Within(0.016));
        Assert.That(random.UniformsAt(7, 3).First, Is.EqualTo(random.UniformAt(7, 3)));
    }

    [Test]
    public void An_order_holds_every_number_once_and_each_place_equally_often()
    {
        const int Count = 6, Orders = 30_000;
        int[,] places = new int[Count, Count];
        for (int stream = 0; stream < Orders; stream++)
        {
            int[] order = new Philox(3).Order((ulong)stream, Count);
            Assert.That(order, Is.EquivalentTo(Enumerable.Range(0, Count)));
            for (int place = 0; place < Count; place++) places[place, order[place]]++;
        }

        // 5,000 expected, standard deviation 65.
        Assert.That(places.Cast<int>(), Is.All.InRange(4700, 5300));
        Assert.That(new Philox(3).Order(7, 100), Is.Not.EqualTo(new Philox(4).Order(7, 100)));
    }

    private static ulong[] Words(string text) =>
        [.. text.Split(' ').Select(word => Convert.ToUInt64(word, 16)).Chunk(2).Select(pair => pair[0] | (pair[1] << 32))];
}
