namespace GanGate.Metrics;

/// <summary>
/// Squared Euclidean distances |x|^2 + |y|^2 - 2 x.y between the rows of two sets, in float64, block by block. A distance depends on
/// its two rows alone, and that of equal rows is 0, so comparisons of distances fall as if each had been computed directly.
/// </summary>
internal static class SquaredDistances
{
    // Where the distance is smaller than this part of the squared lengths, the subtraction would lose more than six of its digits.
    private const double Cancellation = 1e-6;

    /// <summary>Calls <paramref name="visit"/> with every block of distances, from several threads at once.</summary>
    public static void ForEachBlock(FeatureRows x, FeatureRows y, Action<ProductBlock> visit)
    {
        double[] xLengths = SquaredLengths(x), yLengths = SquaredLengths(y);
        PairwiseProducts.ForEachBlock(x, y, block =>
        {
            Replace(x, xLengths, y, yLengths, block);
            visit(block);
        });
    }

    /// <summary>Calls <paramref name="visit"/> with one set's blocks on and above the diagonal, from several threads at once.</summary>
    public static void ForEachBlock(FeatureRows x, Action<ProductBlock> visit)
    {
        double[] lengths = SquaredLengths(x);
        PairwiseProducts.ForEachBlock(x, block =>
        {
            Replace(x, lengths, x, lengths, block);
            visit(block);
        });
    }

    private static void Replace(FeatureRows x, double[] xLengths, FeatureRows y, double[] yLengths, ProductBlock block)
    {
        for (int i = 0; i < block.Rows; i++)
        {
            Span<double> values = block[i];
            ReadOnlySpan<double> lengths = yLengths.AsSpan(block.Column, block.Columns);
            double length = xLengths[block.Row + i];
            for (int j = 0; j < values.Length; j++)
            {
                double lengthSum = length + lengths[j];
                double distance = lengthSum - (2 * values[j]);
                values[j] = distance > Cancellation * lengthSum ? distance : Of(x[block.Row + i], y[block.Column + j]);
            }
        }
    }

    /// <summary>The distance of two rows by their differences.</summary>
    public static double Of(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double difference = (double)x[i] - y[i];
            sum += difference * difference;
        }

        return sum;
    }

    private static double[] SquaredLengths(FeatureRows rows)
    {
        double[] lengths = new double[rows.Count];
        for (int row = 0; row < lengths.Length; row++)
        {
            foreach (float value in rows[row]) lengths[row] += (double)value * value;
        }

        return lengths;
    }
}
