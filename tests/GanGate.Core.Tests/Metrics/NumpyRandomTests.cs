using GanGate.Metrics;

namespace GanGate.Tests.Metrics;

// The expected values come from numpy 1.24.2: RandomState(seed).bytes(...) as little-endian words, and .permutation(n).
public class NumpyRandomTests
{
    [TestCase(0u, 2357136044u, 2546248239u, 3071714933u, 3626093760u)]
    [TestCase(1u, 1791095845u, 4282876139u, 3093770124u, 4005303368u)]
    [TestCase(2020u, 4236026720u, 639299976u, 3751189827u, 2669525622u)]
    [TestCase(4294967295u, 419326371u, 479346978u, 3918654476u, 2416749639u)]
    public void The_first_words_of_a_seed_are_numpys(uint seed, uint first, uint second, uint third, uint fourth)
    {
        NumpyRandom random = new(seed);
        Assert.That(Words(random, 4), Is.EqualTo(new[] { first, second, third, fourth }));
    }

    [Test]
    public void The_words_stay_numpys_where_the_state_is_renewed()
    {
        uint[] words = Words(new NumpyRandom(2020), 1250);
        Assert.That(words[622..628], Is.EqualTo(new[] { 558581644u, 3784502833u, 1737104187u, 3678870703u, 818805104u, 2119144277u }));
        Assert.That(words[1246..], Is.EqualTo(new[] { 89044016u, 3317475380u, 1086453729u, 3915614850u }));
    }

    [Test]
    public void Permutations_follow_each_other_as_numpys_do()
    {
        NumpyRandom random = new(2020);
        Assert.Multiple(() =>
        {
            Assert.That(random.Permutation(10), Is.EqualTo(new[] { 2, 4, 9, 1, 5, 7, 6, 3, 8, 0 }));
            Assert.That(
                random.Permutation(17), Is.EqualTo(new[] { 1, 12, 14, 13, 4, 15, 5, 6, 11, 2, 7, 3, 9, 10, 8, 0, 16 }));
            Assert.That(random.Permutation(1), Is.EqualTo(new[] { 0 }));
            Assert.That(random.Permutation(2), Is.EqualTo(new[] { 1, 0 }));
            Assert.That(random.Permutation(0), Is.Empty);
        });
    }

    [Test]
    public void Long_permutations_are_numpys()
    {
        NumpyRandom random = new(2020);
        int[] first = random.Permutation(5000), second = random.Permutation(300);
        Assert.Multiple(() =>
        {
            Assert.That(first[..8], Is.EqualTo(new[] { 2398, 2360, 3232, 27, 1246, 2217, 3617, 3744 }));
            Assert.That(first[^4..], Is.EqualTo(new[] { 2139, 3779, 4488, 864 }));
            Assert.That(Weighted(first), Is.EqualTo(31139878246));
            Assert.That(second[..8], Is.EqualTo(new[] { 117, 160, 241, 49, 284, 196, 299, 85 }));
            Assert.That(Weighted(second), Is.EqualTo(6699596));
        });
    }

    private static uint[] Words(NumpyRandom random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextUInt32())];

    private static long Weighted(int[] values) => values.Select((value, i) => (long)value * (i + 1)).Sum();
}
