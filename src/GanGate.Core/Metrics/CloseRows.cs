namespace GanGate.Metrics;

/// <summary>
/// Rows that lie next to each other. Most pairs are ruled out by a few features of large variance, since a distance in some features is
/// never more than that in all; the few that are left are compared in full.
/// </summary>
internal static class CloseRows
{
    private const int ComparedFeatures = 64;

    /// <summary>For each row its nearest other row of the same set within a radius; equal rows must have been left out.</summary>
    /// <param name="rows">The set.</param>
    /// <param name="chosen">The rows that count, each different from all others.</param>
    /// <param name="variances">The variance of every feature, to choose those that are compared first.</param>
    /// <param name="squaredRadius">The square of the largest distance that counts as close.</param>
    public static Neighbour[] Within(FeatureRows rows, int[] chosen, double[] variances, double squaredRadius)
    {
        int[] features = LargestOf(variances);
        Neighbour[] nearest = Neighbour.NoneFor(chosen.Length);
        SquaredDistances.ForEachBlock(Reduce(rows, chosen, features), block => ForEachClose(block, squaredRadius, (i, j, lower) =>
        {
            if (i >= j || !(lower < nearest[i].SquaredDistance || lower < nearest[j].SquaredDistance)) return;

            double distance = SquaredDistances.Of(rows[chosen[i]], rows[chosen[j]]);
            if (!(distance <= squaredRadius)) return;

            lock (nearest)
            {
                nearest[i] = nearest[i].Or(new Neighbour(chosen[j], distance));
                nearest[j] = nearest[j].Or(new Neighbour(chosen[i], distance));
            }
        }));
        return nearest;
    }

    /// <summary>For each chosen row its nearest row of another set within a radius.</summary>
    /// <inheritdoc cref="Within"/>
    public static Neighbour[] Between(FeatureRows rows, int[] chosen, FeatureRows others, double[] variances, double squaredRadius)
    {
        int[] features = LargestOf(variances);
        Neighbour[] nearest = Neighbour.NoneFor(chosen.Length);
        FeatureRows left = Reduce(rows, chosen, features), right = Reduce(others, [.. Enumerable.Range(0, others.Count)], features);
        SquaredDistances.ForEachBlock(left, right, block => ForEachClose(block, squaredRadius, (i, j, lower) =>
        {
            if (!(lower < nearest[i].SquaredDistance)) return;

            double distance = SquaredDistances.Of(rows[chosen[i]], others[j]);
            if (!(distance <= squaredRadius)) return;

            lock (nearest) nearest[i] = nearest[i].Or(new Neighbour(j, distance));
        }));
        return nearest;
    }

    private static int[] LargestOf(double[] variances) =>
        [.. Enumerable.Range(0, variances.Length).OrderByDescending(feature => variances[feature]).Take(ComparedFeatures)];

    private static FeatureRows Reduce(FeatureRows rows, int[] chosen, int[] features)
    {
        float[] reduced = new float[chosen.Length * features.Length];
        for (int i = 0; i < chosen.Length; i++)
        {
            ReadOnlySpan<float> row = rows[chosen[i]];
            for (int j = 0; j < features.Length; j++) reduced[(i * features.Length) + j] = row[features[j]];
        }

        return new FeatureRows(reduced, features.Length, rows.Set, rows.Cancellation);
    }

    private static void ForEachClose(ProductBlock block, double squaredRadius, Action<int, int, double> visit)
    {
        for (int i = 0; i < block.Rows; i++)
        {
            ReadOnlySpan<double> distances = block[i];
            for (int j = 0; j < distances.Length; j++)
            {
                if (distances[j] <= squaredRadius) visit(block.Row + i, block.Column + j, distances[j]);
            }
        }
    }
}

/// <summary>The nearest row to another.</summary>
/// <param name="Row">Its position; -1 for none.</param>
/// <param name="SquaredDistance">How far it is; infinite for none.</param>
internal readonly record struct Neighbour(int Row, double SquaredDistance)
{
    /// <summary>No row is near.</summary>
    public static Neighbour None => new(-1, double.PositiveInfinity);

    /// <summary>No row is near to any of some.</summary>
    public static Neighbour[] NoneFor(int count)
    {
        Neighbour[] nearest = new Neighbour[count];
        Array.Fill(nearest, None);
        return nearest;
    }

    /// <summary>The nearer of two; of two as near, the earlier, so that the order of finding does not matter.</summary>
    public Neighbour Or(Neighbour other) =>
        (other.SquaredDistance, other.Row).CompareTo((SquaredDistance, Row)) < 0 ? other : this;
}
