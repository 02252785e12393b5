using GanGate.Metrics;

namespace GanGate.Tests.Metrics;

public class RepeatedRowsTests
{
    private const int Dimension = 80; // more than are compared first

    [Test]
    public void The_close_rows_are_those_of_a_comparison_of_all_pairs()
    {
        float[] values = WithTwins(GaussianSamples.Draw(1, 700, Dimension), 40, 0.02f), others = GaussianSamples.Draw(2, 600, Dimension);
        RandomFeatures.Row(values, Dimension, 5).CopyTo(others.AsSpan(17 * Dimension));
        FeatureRows rows = GaussianSamples.Rows(values, Dimension), reference = GaussianSamples.Rows(others, Dimension);
        double[] variances = Variances(others);

        RepeatedRows found = RepeatedRows.Find(rows, reference, variances);

        double radius = found.SquaredRadius;
        Assert.That(radius, Is.EqualTo(0.01 * 2 * variances.Sum()).Within(1e-9));
        for (int row = 0; row < rows.Count; row++)
        {
            Assert.That(found.Near[row].Row, Is.EqualTo(Nearest(rows, row, rows, self: row, radius)), $"row {row}");
            Assert.That(found.Copied![row].Row, Is.EqualTo(Nearest(rows, row, reference, self: -1, radius)), $"row {row}");
        }

        Assert.That(found.Near.Count(near => near.Row >= 0), Is.EqualTo(80));
        Assert.That(found.Copied![5], Is.EqualTo(new Neighbour(17, 0)));
    }

    [Test]
    public void Equal_rows_are_repeats_of_the_first_and_of_nothing_near()
    {
        float[] values = GaussianSamples.Draw(3, 50, Dimension);
        foreach (int copy in (int[])[10, 20, 49]) RandomFeatures.Row(values, Dimension, 4).CopyTo(values.AsSpan(copy * Dimension));

        RepeatedRows found = RepeatedRows.Find(GaussianSamples.Rows(values, Dimension), null, Variances(values));

        Assert.That(found.Exact, Is.EqualTo(Enumerable.Range(0, 50).Select(row => row is 10 or 20 or 49 ? 4 : row)));
        Assert.That(found.Near.Count(near => near.Row >= 0), Is.Zero);
        Assert.That(found.Copied, Is.Null);
    }

    [Test]
    public void Samples_that_are_all_equal_are_all_repeats()
    {
        float[] values = [.. Enumerable.Repeat(1f, 3000)];

        RepeatedRows found = RepeatedRows.Find(GaussianSamples.Rows(values, 1), GaussianSamples.Rows(values, 1), [0]);

        Assert.That(found.Exact, Has.All.Zero);
        Assert.That(found.Copied!.All(copy => copy.SquaredDistance == 0), Is.True);
    }

    [Test]
    public void A_repeat_of_what_is_no_copy_is_no_copy()
    {
        RepeatedRows found = RepeatedRows.Find(GaussianSamples.Rows([0, 5, 5], 1), GaussianSamples.Rows([90, 0], 1), [1]);

        Assert.That(found.Copied, Is.EqualTo((Neighbour[])[new(1, 0), Neighbour.None, Neighbour.None]));
    }

    // The last rows become the first ones with a little noise.
    private static float[] WithTwins(float[] values, int twins, float noise)
    {
        Random random = new(4);
        int shift = values.Length - (twins * Dimension);
        for (int i = 0; i < twins * Dimension; i++) values[shift + i] = values[i] + (noise * (random.NextSingle() - 0.5f));
        return values;
    }

    private static int Nearest(FeatureRows rows, int row, FeatureRows others, int self, double radius)
    {
        (double Distance, int Row)[] close = [.. Enumerable.Range(0, others.Count).Where(other => other != self)
            .Select(other => (Distance(rows[row], others[other]), other)).Where(pair => pair.Item1 <= radius).Order()];
        return close.Length == 0 ? -1 : close[0].Row;

        static double Distance(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
        {
            double sum = 0;
            for (int i = 0; i < x.Length; i++) sum += ((double)x[i] - y[i]) * ((double)x[i] - y[i]);
            return sum;
        }
    }

    private static double[] Variances(float[] values)
    {
        double[] sigma = GaussianSamples.Statistics(values, Dimension).Sigma;
        return [.. Enumerable.Range(0, Dimension).Select(i => sigma[(i * Dimension) + i])];
    }
}
