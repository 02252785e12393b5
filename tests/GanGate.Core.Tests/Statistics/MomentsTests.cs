using CsCheck;
using GanGate.Statistics;

namespace GanGate.Tests.Statistics;

public class MomentsTests
{
    private const int Dimension = 37;

    [Test]
    public void Mean_and_covariance_equal_the_two_pass_definition([Values(2, 3, 255, 256, 257, 1300)] int count)
    {
        float[] rows = Rows(count, Dimension, 1);
        FeatureStatistics statistics = Moments(rows, Dimension, rows.Length, 2).ToStatistics();
        double[] mean = new double[Dimension];
        for (int i = 0; i < rows.Length; i++) mean[i % Dimension] += (double)rows[i] / count;
        Assert.That(statistics.Count, Is.EqualTo(count));
        Assert.That(statistics.Mu, Is.EqualTo(mean).Within(1e-11));
        for (int i = 0; i < Dimension; i++)
        {
            for (int j = 0; j < Dimension; j++)
            {
                double sum = 0;
                for (int row = 0; row < count; row++) sum += (rows[row * Dimension + i] - mean[i]) * (rows[row * Dimension + j] - mean[j]);
                Assert.That(statistics.Sigma[i * Dimension + j], Is.EqualTo(sum / (count - 1)).Within(1e-10));
            }
        }
    }

    [Test]
    public void The_bits_depend_neither_on_threads_nor_on_how_many_rows_come_at_a_time()
    {
        const int Wide = 150;
        float[] rows = Rows(1100, Wide, 2);
        double[] expected = Moments(rows, Wide, rows.Length, 1).ToStatistics().Sigma;
        Assert.Multiple(() =>
        {
            foreach (int threads in new[] { 2, 3, 5 })
            {
                Assert.That(Moments(rows, Wide, rows.Length, threads).ToStatistics().Sigma.AsSpan().SequenceEqual(expected));
            }

            Gen.Int[1, 600].Sample(
                chunk => Moments(rows, Wide, chunk * Wide, 1).ToStatistics().Sigma.AsSpan().SequenceEqual(expected), iter: 20);
        });
    }

    [TestCase(512)]
    [TestCase(600)]
    public void Moments_that_were_taken_stay_as_they_are_when_more_rows_follow(int first)
    {
        float[] rows = Rows(1024, Dimension, 4);
        MomentAccumulator accumulator = new(Dimension);
        accumulator.Add(rows.AsSpan(0, first * Dimension));
        Moments taken = accumulator.ToMoments();
        double[] sigma = taken.ToStatistics().Sigma;
        accumulator.Add(rows.AsSpan(first * Dimension));

        Assert.That(taken.Count, Is.EqualTo(first));
        Assert.That(taken.ToStatistics().Sigma, Is.EqualTo(sigma));
    }

    [Test]
    public void Merged_parts_equal_the_whole()
    {
        float[] rows = Rows(900, Dimension, 3);
        Gen.Int[2, 898].Sample(
            cut =>
            {
                FeatureStatistics a = Moments(rows[..(cut * Dimension)], Dimension, rows.Length, 1).ToStatistics();
                FeatureStatistics b = Moments(rows[(cut * Dimension)..], Dimension, rows.Length, 1).ToStatistics();
                FeatureStatistics whole = Moments(rows, Dimension, rows.Length, 1).ToStatistics();
                FeatureStatistics merged = GanGate.Statistics.Moments.Merge(
                    GanGate.Statistics.Moments.FromStatistics(a), GanGate.Statistics.Moments.FromStatistics(b)).ToStatistics();
                return merged.Count == 900 && LargestDifference(merged.Mu, whole.Mu) < 1e-10 && LargestDifference(merged.Sigma, whole.Sigma) < 1e-9;
            },
            iter: 20);
    }

    [Test]
    public void A_large_common_offset_costs_no_precision()
    {
        float[] rows = Rows(700, Dimension, 4), shifted = [.. rows.Select(value => value + 4194304f)];
        float[] rounded = [.. shifted.Select(value => value - 4194304f)];
        double[] expected = Moments(rounded, Dimension, rounded.Length, 1).ToStatistics().Sigma;
        Assert.That(Moments(shifted, Dimension, shifted.Length, 1).ToStatistics().Sigma, Is.EqualTo(expected).Within(1e-7));
    }

    [Test]
    public void A_total_may_be_taken_before_the_end()
    {
        float[] rows = Rows(800, Dimension, 5);
        var accumulator = new MomentAccumulator(Dimension);
        accumulator.Add(rows.AsSpan(0, 600 * Dimension));
        Assert.That(accumulator.ToMoments().Count, Is.EqualTo(600));
        accumulator.Add(rows.AsSpan(600 * Dimension));
        Assert.That(accumulator.ToMoments().ToStatistics().Sigma, Is.EqualTo(Moments(rows, Dimension, rows.Length, 1).ToStatistics().Sigma));
    }

    [TestCase(float.NaN)]
    [TestCase(float.NegativeInfinity)]
    public void A_feature_that_is_no_number_is_refused_and_its_row_named(float bad)
    {
        float[] rows = Rows(300, Dimension, 6);
        var accumulator = new MomentAccumulator(Dimension);
        accumulator.Add(rows);
        rows[41 * Dimension + 5] = bad;
        GanGateException? error = Assert.Throws<GanGateException>(() => accumulator.Add(rows));
        Assert.That(error!.Error, Is.EqualTo(ErrorCodes.NotFinite));
        Assert.That(error.Message, Is.EqualTo($"feature 5 of row 341 is {bad:R}; every feature must be finite"));
    }

    [TestCase(0)]
    [TestCase(1)]
    public void A_covariance_of_fewer_than_two_rows_is_refused(int count)
    {
        Moments moments = Moments(Rows(count, Dimension, 7), Dimension, Dimension, 1);
        Assert.That(Assert.Throws<GanGateException>(() => moments.ToStatistics())!.Error, Is.EqualTo(ErrorCodes.TooFewImages));
    }

    [Test]
    public void Statistics_of_other_dimensions_or_without_a_count_do_not_merge()
    {
        Moments a = Moments(Rows(5, 2, 8), 2, 2, 1), b = Moments(Rows(5, 3, 8), 3, 3, 1);
        GanGateException? mismatch = Assert.Throws<GanGateException>(() => GanGate.Statistics.Moments.Merge(a, b));
        Assert.That(mismatch!.Error, Is.EqualTo(ErrorCodes.DimensionMismatch));
        GanGateException? unknown = Assert.Throws<GanGateException>(
            () => GanGate.Statistics.Moments.FromStatistics(new FeatureStatistics([0], [1])));
        Assert.That(unknown!.Error, Is.EqualTo(ErrorCodes.StatisticsInvalid));
    }

    [Test]
    public void Values_that_are_no_rows_and_rows_of_no_features_are_mistakes_in_code()
    {
        Assert.That(() => new MomentAccumulator(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(new MomentAccumulator(1).ToMoments().Dimension, Is.EqualTo(1));
        Assert.That(
            () => new MomentAccumulator(2).Add([1, 2, 3]),
            Throws.ArgumentException.With.Message.StartsWith("3 values are no whole number of rows of 2")
                .And.Property("ParamName").EqualTo("rows"));
    }

    [Test]
    public void What_keeps_statistics_from_merging_is_said()
    {
        Moments a = Moments(Rows(5, 2, 8), 2, 2, 1), b = Moments(Rows(5, 3, 8), 3, 3, 1), none = Moments([], 2, 2, 1);

        Assert.That(
            () => GanGate.Statistics.Moments.Merge(a, b),
            Says("statistics of 2 and of 3 features cannot be merged; measure both under one protocol"));
        Assert.That(
            () => From([0], [1], 1), Says("statistics without the number of their images cannot be merged; measure the images again"));
        Assert.That(From([0], [1], 2).ToStatistics().Sigma, Is.EqualTo(new double[] { 1 }));
        Assert.That(() => From([double.NaN], [1], 2), Says("mu holds NaN at position 0; every value must be finite"));
        Assert.That(() => From([0], [double.NaN], 2), Says("sigma holds NaN at position 0; every value must be finite"));
        Assert.That(() => none.ToStatistics(), Says("a covariance needs at least 2 images and there is none; give more images"));
        Assert.That(
            () => Moments([1, 1], 2, 2, 1).ToStatistics(), Says("a covariance needs at least 2 images and there is 1; give more images"));
        Assert.That(GanGate.Statistics.Moments.Merge(a, none).ToStatistics().Sigma, Is.EqualTo(a.ToStatistics().Sigma));
        Assert.That(GanGate.Statistics.Moments.Merge(none, a).ToStatistics().Sigma, Is.EqualTo(a.ToStatistics().Sigma).Within(1e-14));

        static Moments From(double[] mu, double[] sigma, long count) =>
            GanGate.Statistics.Moments.FromStatistics(new FeatureStatistics(mu, sigma, count));
        static NUnit.Framework.Constraints.EqualStringConstraint Says(string message) =>
            Throws.TypeOf<GanGateException>().With.Message.EqualTo(message);
    }

    [Test]
    public void The_first_feature_of_the_first_row_is_checked_too() => Assert.That(
        () => new MomentAccumulator(2).Add([float.NaN, 1]),
        Throws.TypeOf<GanGateException>().With.Message.EqualTo("feature 0 of row 0 is NaN; every feature must be finite"));

    [Test]
    public void Nothing_merged_with_nothing_is_nothing()
    {
        Moments none = Moments([], 2, 2, 1), a = Moments(Rows(5, 2, 8), 2, 2, 1);
        Moments merged = GanGate.Statistics.Moments.Merge(GanGate.Statistics.Moments.Merge(none, none), a);

        Assert.That(merged.ToStatistics().Sigma, Is.EqualTo(a.ToStatistics().Sigma).Within(1e-14));
    }

    [Test]
    public void Merging_leaves_both_sides_as_they_are()
    {
        Moments a = Moments(Rows(5, 2, 8), 2, 2, 1), b = Moments(Rows(6, 2, 9), 2, 2, 1);
        double[] before = a.ToStatistics().Sigma, mean = a.Mean.ToArray();
        GanGate.Statistics.Moments.Merge(a, b);

        Assert.That((a.Count, a.Mean.ToArray(), a.ToStatistics().Sigma), Is.EqualTo((5L, mean, before)));
    }

    private static Moments Moments(float[] rows, int dimension, int chunk, int threads)
    {
        var accumulator = new MomentAccumulator(dimension, 0, threads);
        for (int start = 0; start < rows.Length; start += chunk)
        {
            accumulator.Add(rows.AsSpan(start, Math.Min(chunk, rows.Length - start)));
        }

        return accumulator.ToMoments();
    }

    private static float[] Rows(int count, int dimension, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count * dimension).Select(i => (float)(random.NextDouble() * (1 + i % dimension) + i % 7))];
    }

    private static double LargestDifference(double[] a, double[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();
}
