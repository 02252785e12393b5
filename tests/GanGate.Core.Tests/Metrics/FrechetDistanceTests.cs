using System.Text.Json;
using CsCheck;
using GanGate.Metrics;
using GanGate.Statistics;
using GanGate.Tests.Numerics;

namespace GanGate.Tests.Metrics;

public class FrechetDistanceTests
{
    private static readonly GaussianCase[] Pairs =
        [.. GaussianCase.All(Path.Combine(Repository.Root, "tests", "GanGate.Core.Tests", "Metrics", "Data", "gaussians.json"))];

    private static IEnumerable<string> PairNames => Pairs.Select(pair => pair.Name);

    [TestCaseSource(nameof(PairNames))]
    public void Equals_the_closed_form_of_a_gaussian_pair(string name)
    {
        GaussianCase pair = Pairs.Single(one => one.Name == name);
        (FeatureStatistics first, FeatureStatistics second) = pair.Build();
        double distance = FrechetDistance.Between(first, second).Value;
        Assert.That((distance - pair.Exact) / Traces(first, second), Is.Zero.Within(pair.Tolerance));
    }

    [TestCase("2048", 2048, "fid_2048_exact_from_features")]
    [TestCase("_dims64", 64, "fid_dims64", "exact_from_features")]
    public void Golden_features_give_the_golden_distance_though_most_directions_have_no_samples(
        string array, int dimension, params string[] golden)
    {
        FeatureStatistics[] sides = [.. new[] { "a", "b" }.Select(side =>
        {
            MomentAccumulator moments = new(dimension);
            moments.Add(SmallFeatures.Read(side + array));
            return moments.ToMoments().ToStatistics();
        })];

        double expected = SmallFeatures.Golden(golden);

        Assert.That(FrechetDistance.Between(sides[0], sides[1]).Value, Is.EqualTo(expected).Within(1e-6 * expected));
    }

    [TestCase(192)]
    [TestCase(768)]
    public void Equals_the_golden_distance_of_real_features(int dimension)
    {
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllText(Repository.Shared("reference", "golden_distances.json")));
        FeatureStatistics a = StatisticsFile.Read(Repository.Shared("reference", $"stats_A_dims{dimension}.npz"));
        FeatureStatistics b = StatisticsFile.Read(Repository.Shared("reference", $"stats_B_dims{dimension}.npz"));
        double expected = golden.RootElement.GetProperty("pytorch_fid").GetProperty($"dims{dimension}").GetProperty("exact_from_features").GetDouble();
        Assert.That((FrechetDistance.Between(a, b).Value - expected) / Traces(a, b), Is.Zero.Within(1e-8));
    }

    [Test]
    public void Ranges_that_overlap_in_part_are_measured_like_any_others([Values] bool equalVariances)
    {
        // Rank 200 each in 512 dimensions, 100 dimensions shared, one common basis: the roots of the products simply add.
        double[] a = [.. Enumerable.Range(0, 512).Select(i => i >= 200 ? 0 : equalVariances ? 1 : 1 + i % 7 / 3.0)];
        double[] b = [.. Enumerable.Range(0, 512).Select(i => i is < 100 or >= 300 ? 0 : equalVariances ? 1 : Math.Pow(10, -(i % 5)))];
        FeatureStatistics first = Statistics(TestMatrix.WithEigenvalues(a, 1)), second = Statistics(TestMatrix.WithEigenvalues(b, 1));
        double expected = a.Zip(b, (x, y) => x + y - 2 * Math.Sqrt(x * y)).Sum();
        Assert.That((FrechetDistance.Between(first, second).Value - expected) / Traces(first, second), Is.Zero.Within(1e-12));
    }

    [Test]
    public void Full_rank_covariances_near_the_limit_of_conditioning_are_exact()
    {
        double[] values = [.. Enumerable.Range(0, 300).Select(i => Math.Pow(10, -12.5 * i / 299))];
        FeatureStatistics first = Statistics(TestMatrix.WithEigenvalues(values, 1)), second = Statistics(TestMatrix.WithEigenvalues([.. values.Select(v => 9 * v)], 1));
        Assert.That((FrechetDistance.Between(first, second).Value - 4 * values.Sum()) / Traces(first, second), Is.Zero.Within(1e-10));
    }

    [Test]
    public void The_distance_is_symmetric_never_negative_and_zero_to_itself()
    {
        Gen.Select(Gen.Int[1, 40], Gen.Int[0, 1_000_000], Gen.Int[1, 60]).Sample(
            (dimension, seed, rank) =>
            {
                FeatureStatistics a = Sample(dimension, seed, rank), b = Sample(dimension, seed + 1, rank + 1);
                double forth = FrechetDistance.Between(a, b).Value, back = FrechetDistance.Between(b, a).Value;
                double scale = Traces(a, b), self = FrechetDistance.Between(a, a).Value;
                return Math.Abs(forth - back) <= 1e-10 * scale && forth >= -1e-10 * scale && Math.Abs(self) <= 1e-10 * 2 * Traces(a, a);
            },
            iter: 200);
    }

    [Test]
    public void The_terms_add_up_and_the_mean_term_is_the_squared_distance_of_the_means()
    {
        FrechetDistance distance = FrechetDistance.Between(new FeatureStatistics([1, 5], [4, 0, 0, 9]), new FeatureStatistics([4, 1], [1, 0, 0, 1]));
        Assert.That(distance.MeanTerm, Is.EqualTo(25));
        Assert.That(distance.CovarianceTerm, Is.EqualTo(5).Within(1e-14));
        Assert.That(distance.Value, Is.EqualTo(30).Within(1e-14));
    }

    [TestCase(300, 300)]
    [TestCase(-500, -500)]
    [TestCase(1000, 1000)]
    [TestCase(-1000, 800)]
    public void Extreme_powers_of_two_scale_the_distance_exactly(int first, int second)
    {
        FeatureStatistics a = Sample(20, 1, 40), b = Sample(20, 2, 40);
        FeatureStatistics scaledA = Scaled(a, first), scaledB = Scaled(b, second);
        double actual = FrechetDistance.Between(scaledA, scaledB).CovarianceTerm;
        double expected = first == second
            ? Math.ScaleB(FrechetDistance.Between(a, b).CovarianceTerm, first)
            : Math.ScaleB(Traces(b, b) / 2, second);
        Assert.That(actual, Is.EqualTo(expected).Within(first == second ? 0 : 1e-12 * expected));
    }

    [Test]
    public void A_cached_factor_of_the_reference_changes_nothing()
    {
        FeatureStatistics a = Sample(50, 1, 60), b = Sample(50, 2, 60);
        Assert.That(FrechetDistance.Between(a, b, CovarianceFactor.Of(b)), Is.EqualTo(FrechetDistance.Between(a, b)));
    }

    [Test]
    public void The_distance_has_the_same_bits_for_any_number_of_threads()
    {
        FeatureStatistics a = Sample(250, 1, 300), b = Sample(250, 2, 300);
        FrechetDistance one = FrechetDistance.Between(a, b, null, threads: 1);
        foreach (int threads in new[] { 2, 3, 5 }) Assert.That(FrechetDistance.Between(a, b, null, threads), Is.EqualTo(one));
    }

    [Test]
    public void Statistics_that_cannot_be_compared_are_refused()
    {
        FeatureStatistics one = new([0], [1]), two = new([0, 0], [1, 0, 0, 1]);
        Assert.That(Error(() => FrechetDistance.Between(one, two)), Is.EqualTo(ErrorCodes.DimensionMismatch));
        Assert.That(Error(() => FrechetDistance.Between(one, new FeatureStatistics([double.NaN], [1]))), Is.EqualTo(ErrorCodes.NotFinite));
        Assert.That(
            Error(() => FrechetDistance.Between(one, new FeatureStatistics([0], [double.PositiveInfinity]))), Is.EqualTo(ErrorCodes.NotFinite));
    }

    [Test]
    public void Statistics_of_different_fingerprints_are_never_compared()
    {
        FeatureStatistics ttur = Stated("ttur", "sha256:aa"), clean = Stated("clean", "sha256:bb"), other = Stated("ttur", "sha256:cc");
        GanGateException refusal = Assert.Throws<GanGateException>(() => FrechetDistance.Between(ttur, clean))!;
        Assert.That(refusal.Error, Is.EqualTo(ErrorCodes.ProtocolMismatch));
        Assert.That(refusal.Message, Is.EqualTo(
            "the generated statistics were made under protocol ttur with fingerprint sha256:aa, the reference's under clean with sha256:bb; "
            + "measure both under one protocol"));
        Assert.That(Error(() => FrechetDistance.Between(ttur, other)), Is.EqualTo(ErrorCodes.ProtocolMismatch), "other weights");
        Assert.That(
            Error(() => FrechetDistance.Between(ttur, clean, CovarianceFactor.Of(clean))), Is.EqualTo(ErrorCodes.ProtocolMismatch), "a factor at hand");

        Assert.That(FrechetDistance.Between(ttur, Stated("ttur", "sha256:aa")).Value, Is.EqualTo(0).Within(1e-12));
        Assert.That(FrechetDistance.Between(ttur, new FeatureStatistics([0], [1])).Value, Is.EqualTo(0).Within(1e-12), "no stated protocol");

        static FeatureStatistics Stated(string protocol, string fingerprint) => new(
            [0], [1], meta: new StatisticsMeta(protocol, fingerprint, 1, DateTimeOffset.UnixEpoch, "0.1.0"));
    }

    private static ErrorCode Error(Action action) => Assert.Throws<GanGateException>(() => action())!.Error;

    /// <summary>The covariance of some random rows: singular when there are no more of them than dimensions.</summary>
    private static FeatureStatistics Sample(int dimension, int seed, int rows)
    {
        TestMatrix sample = TestMatrix.Random(rows, dimension, seed);
        double[] mean = [.. Enumerable.Range(0, dimension).Select(j => Enumerable.Range(0, rows).Average(i => sample[i, j]))];
        TestMatrix centred = TestMatrix.Of(rows, dimension, (i, j) => (sample[i, j] - mean[j]) * Math.Pow(2, j % 5));
        return new FeatureStatistics(mean, [.. centred.Transposed().Times(centred).Values]);
    }

    private static FeatureStatistics Scaled(FeatureStatistics statistics, int exponent) =>
        new([.. statistics.Mu.Select(value => 0 * value)], [.. statistics.Sigma.Select(value => Math.ScaleB(value, exponent))]);

    private static FeatureStatistics Statistics(TestMatrix sigma) => new(new double[sigma.Rows], [.. sigma.Values]);

    private static double Traces(FeatureStatistics a, FeatureStatistics b) => Trace(a) + Trace(b);

    private static double Trace(FeatureStatistics statistics) =>
        Enumerable.Range(0, statistics.Dimension).Sum(i => statistics.Sigma[i * statistics.Dimension + i]);
}
