using System.Numerics.Tensors;
using GanGate.Numerics;

namespace GanGate.Metrics;

/// <summary>
/// The scalar products of every row of one set with every row of another, in float64, block by block on all cores, so that memory
/// stays flat. A product depends on its two rows alone and not on their order or places: equal pairs give equal bits.
/// </summary>
internal static class PairwiseProducts
{
    /// <summary>Rows and columns of a block: 2 MB of products, and the products dwarf the conversion of the rows to float64.</summary>
    public const int BlockSize = 512;

    /// <summary>Calls <paramref name="visit"/> with every block of x y^T, from several threads at once.</summary>
    public static void ForEachBlock(FeatureRows x, FeatureRows y, Action<ProductBlock> visit)
    {
        int across = BlocksOf(y);
        Parallel.For(0, BlocksOf(x) * across, Until(x.Cancellation), index => Multiply(x, y, index, index / across, index % across, visit));
    }

    /// <summary>Calls <paramref name="visit"/> with the blocks of x x^T on and above the diagonal, from several threads at once.</summary>
    public static void ForEachBlock(FeatureRows x, Action<ProductBlock> visit)
    {
        int blocks = BlocksOf(x);
        (int Row, int Column)[] places =
            [.. Enumerable.Range(0, blocks).SelectMany(i => Enumerable.Range(i, blocks - i).Select(j => (i, j)))];
        Parallel.For(0, places.Length, Until(x.Cancellation), index => Multiply(x, x, index, places[index].Row, places[index].Column, visit));
    }

    /// <summary>How many blocks the rows of a set fall into.</summary>
    public static int BlocksOf(FeatureRows rows) => (rows.Count + BlockSize - 1) / BlockSize;

    private static ParallelOptions Until(CancellationToken cancellation) => new() { CancellationToken = cancellation };

    private static unsafe void Multiply(FeatureRows x, FeatureRows y, int index, int blockRow, int blockColumn, Action<ProductBlock> visit)
    {
        int row = blockRow * BlockSize, column = blockColumn * BlockSize;
        int rows = Math.Min(BlockSize, x.Count - row), columns = Math.Min(BlockSize, y.Count - column);
        double[] left = ToDouble(x.Rows(row, rows)), right = ToDouble(y.Rows(column, columns));
        double[] products = new double[rows * columns];
        fixed (double* leftData = left, rightData = right, productData = products)
        {
            Gemm.Multiply(
                1,
                new MatrixView(leftData, rows, x.Dimension, x.Dimension),
                new MatrixView(rightData, columns, x.Dimension, x.Dimension).Transposed,
                new MatrixView(productData, rows, columns, columns),
                accumulate: false,
                threads: 1);
        }

        visit(new ProductBlock(index, row, column, rows, columns, products));
    }

    private static double[] ToDouble(ReadOnlySpan<float> values)
    {
        double[] result = new double[values.Length];
        TensorPrimitives.ConvertChecked(values, result);
        return result;
    }
}
