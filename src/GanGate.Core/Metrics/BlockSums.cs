using System.Numerics.Tensors;

namespace GanGate.Metrics;

/// <summary>One block's share of the sums of a kernel.</summary>
/// <param name="Subsets">Of the sum over each subset, and last of that over all.</param>
/// <param name="Row">The first row of the block.</param>
/// <param name="Rows">The sum of each of its rows.</param>
/// <param name="Squares">The sum of all squares.</param>
internal sealed record BlockSums(double[] Subsets, int Row, double[] Rows, double Squares)
{
    // The sums of the columns, which are rows of the mirrored block.
    private int Column { get; init; }

    private double[] Columns { get; init; } = [];

    /// <summary>Adds up one block.</summary>
    /// <param name="block">The kernel's values.</param>
    /// <param name="xSubsets">Row numbers of each subset, ascending.</param>
    /// <param name="ySubsets">Column numbers of the subset that goes with each.</param>
    public static BlockSums Of(ProductBlock block, int[][] xSubsets, int[][] ySubsets)
    {
        double[] sums = new double[xSubsets.Length + 1], rows = new double[block.Rows];
        double squares = 0;
        for (int subset = 0; subset < xSubsets.Length; subset++) sums[subset] = OfSubset(block, xSubsets[subset], ySubsets[subset]);
        for (int row = 0; row < block.Rows; row++)
        {
            rows[row] = TensorPrimitives.Sum<double>(block[row]);
            sums[^1] += rows[row];
            squares += TensorPrimitives.SumOfSquares<double>(block[row]);
        }

        return new BlockSums(sums, block.Row, rows, squares);
    }

    /// <summary>The sums of this block of one set's pairs and of the block in which the same pairs stand the other way round.</summary>
    public BlockSums Mirrored(ProductBlock block)
    {
        double[] columns = new double[block.Columns];
        for (int row = 0; row < block.Rows; row++) TensorPrimitives.Add(columns, block[row], columns);
        TensorPrimitives.Multiply(Subsets, 2, Subsets);
        return this with { Squares = 2 * Squares, Column = block.Column, Columns = columns };
    }

    /// <summary>Adds the sums of the rows to those of the whole.</summary>
    public void AddTo(Span<double> rows)
    {
        Span<double> own = rows.Slice(Row, Rows.Length), mirrored = rows.Slice(Column, Columns.Length);
        TensorPrimitives.Add(own, Rows, own);
        TensorPrimitives.Add(mirrored, Columns, mirrored);
    }

    private static double OfSubset(ProductBlock block, int[] rows, int[] columns)
    {
        double total = 0;
        ReadOnlySpan<int> inside = Between(columns, block.Column, block.Columns);
        foreach (int row in Between(rows, block.Row, block.Rows))
        {
            ReadOnlySpan<double> values = block[row - block.Row];
            double sum = 0;
            foreach (int column in inside) sum += values[column - block.Column];

            total += sum;
        }

        return total;
    }

    private static ReadOnlySpan<int> Between(int[] ascending, int start, int count)
    {
        int first = FirstFrom(ascending, start);
        return ascending.AsSpan(first, FirstFrom(ascending, start + count) - first);
    }

    private static int FirstFrom(int[] ascending, int value)
    {
        int found = Array.BinarySearch(ascending, value);
        return found < 0 ? ~found : found;
    }
}
