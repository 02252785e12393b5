using GanGate.Metrics;

namespace GanGate.Tests.Metrics;

public class CloseRowsTests
{
    // In the order in which pairs are met, a nearest row is found first, last, or by one of the two alone.
    [TestCase(new float[] { 0, 1, 3 }, new[] { 1, 0, 1 })]
    [TestCase(new float[] { 0, 3, 1 }, new[] { 2, 2, 0 })]
    [TestCase(new float[] { 0, 4, 8, 13 }, new[] { 1, 0, 1, -1 })] // of two as near, the earlier; at the radius is near
    public void Each_row_has_its_nearest_other(float[] values, int[] expected)
    {
        Neighbour[] found = CloseRows.Within(Rows(values, 1), [.. Enumerable.Range(0, values.Length)], [1], squaredRadius: 16);

        Assert.That(found.Select(near => near.Row), Is.EqualTo(expected));
        Assert.That(found.Where(near => near.Row < 0), Has.All.EqualTo(Neighbour.None));
    }

    [Test]
    public void Rows_that_differ_only_in_features_that_are_compared_last_are_not_close()
    {
        const int Features = 65;
        float[] values = new float[2 * Features];
        values[^1] = 3;
        double[] variances = [.. Enumerable.Range(0, Features).Select(feature => (double)(Features - feature))];
        FeatureRows rows = Rows(values, Features);

        Assert.That(CloseRows.Within(rows, [0, 1], variances, squaredRadius: 8.9), Has.All.EqualTo(Neighbour.None));
        Assert.That(CloseRows.Within(rows, [0, 1], variances, squaredRadius: 9).Select(near => near.SquaredDistance), Has.All.EqualTo(9));
        Assert.That(
            CloseRows.Between(rows, [0, 1], Rows(values[Features..], Features), variances, squaredRadius: 8.9),
            Is.EqualTo((Neighbour[])[Neighbour.None, new(0, 0)]));
    }

    private static FeatureRows Rows(float[] values, int dimension) => new(values, dimension, "generated");
}
