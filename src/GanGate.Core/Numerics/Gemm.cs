using System.Buffers;

namespace GanGate.Numerics;

/// <summary>
/// Products of dense float64 matrices, as BLAS dgemm and dsyrk, blocked for the caches after Goto and van de Geijn 2008:
/// a slab of B is packed once for all threads, blocks of A by the thread that multiplies them. Every element of C is summed
/// in one fixed order, whatever the thread count.
/// </summary>
internal static unsafe class Gemm
{
    /// <summary>Rows of a block of A: with <see cref="Depth"/> it fits the second-level cache.</summary>
    private const int BlockRows = 16 * RegisterTile.Rows;

    /// <summary>Columns of a block of A, and rows of a slab of B.</summary>
    private const int Depth = 256;

    /// <summary>Columns of a slab of B.</summary>
    private const int SlabColumns = 3072;

    /// <summary>C = alpha A B, or C += alpha A B.</summary>
    /// <param name="alpha">Factor on the product.</param>
    /// <param name="a">m x k, any strides (a transposed view is as good).</param>
    /// <param name="b">k x n, any strides.</param>
    /// <param name="c">m x n with contiguous rows, apart from A and B in memory.</param>
    /// <param name="accumulate">Whether C is added to; otherwise what it held is ignored.</param>
    /// <param name="threads">Threads; the result does not depend on it.</param>
    public static void Multiply(double alpha, MatrixView a, MatrixView b, MatrixView c, bool accumulate, int threads) =>
        Run(alpha, a, b, c, accumulate, threads, Shape.Full);

    /// <summary>C += alpha A B with an upper triangular A, as dtrmm: what stands left of the diagonal of A counts as zero and costs little.</summary>
    /// <param name="alpha">Factor on the product.</param>
    /// <param name="a">m x k, m at most k; zero at (i, j) for j below i.</param>
    /// <param name="b">k x n, any strides.</param>
    /// <param name="c">m x n with contiguous rows, apart from A and B in memory.</param>
    /// <param name="threads">Threads; the result does not depend on it.</param>
    public static void AddUpper(double alpha, MatrixView a, MatrixView b, MatrixView c, int threads) =>
        Run(alpha, a, b, c, accumulate: true, threads, Shape.UpperFactor);

    /// <summary>
    /// The lower triangle of C = alpha A A^T, or of C += alpha A A^T, as dsyrk. Tiles that the diagonal crosses are written whole,
    /// so values right above it change too.
    /// </summary>
    /// <inheritdoc cref="Multiply"/>
    public static void MultiplyLower(double alpha, MatrixView a, MatrixView b, MatrixView c, bool accumulate, int threads) =>
        Run(alpha, a, b, c, accumulate, threads, Shape.LowerProduct);

    private enum Shape
    {
        Full,
        UpperFactor,
        LowerProduct,
    }

    private static void Run(double alpha, MatrixView a, MatrixView b, MatrixView c, bool accumulate, int threads, Shape shape)
    {
        if (a.Columns == 0 && !accumulate)
        {
            for (int row = 0; row < c.Rows; row++) new Span<double>(c.Row(row), c.Columns).Clear();
        }

        // Waking a thread costs more than a small product.
        int workers = (double)c.Rows * c.Columns * a.Columns < 200_000 ? 1 : threads;
        int slabColumns = Math.Min(SlabColumns, RoundUp(c.Columns, RegisterTile.Columns));
        double[] slab = ArrayPool<double>.Shared.Rent(slabColumns * Math.Min(Depth, a.Columns));
        fixed (double* slabData = slab)
        {
            for (int column = 0; column < c.Columns; column += slabColumns)
            {
                int width = Math.Min(slabColumns, c.Columns - column);
                for (int step = 0; step < a.Columns; step += Depth)
                {
                    int depth = Math.Min(Depth, a.Columns - step);
                    PackSlab(b.Block(step, column, depth, width), slabData, workers);
                    int rows = shape == Shape.UpperFactor ? Math.Min(a.Rows, step + depth) : a.Rows;
                    MultiplySlab(
                        alpha, a.Block(0, step, rows, depth), slabData, c.Block(0, column, rows, width),
                        accumulate || step > 0, workers, shape == Shape.LowerProduct ? column : int.MinValue);
                }
            }
        }

        ArrayPool<double>.Shared.Return(slab);
    }

    private static void PackSlab(MatrixView b, double* slab, int threads)
    {
        // Pieces of a few tiles: enough work for a thread, and fixed places in the slab.
        int piece = 8 * RegisterTile.Columns;
        Tiles.For((b.Columns + piece - 1) / piece, threads, index =>
        {
            int column = index * piece;
            MatrixView columns = b.Block(0, column, b.Rows, Math.Min(piece, b.Columns - column));
            Panels.Pack(columns.Transposed, RegisterTile.Columns, slab + (nint)column * b.Rows);
        });
    }

    // firstColumn: where in the whole C the slab starts when only the lower triangle is wanted, else the smallest integer.
    private static void MultiplySlab(
        double alpha, MatrixView a, double* slab, MatrixView c, bool accumulate, int threads, int firstColumn)
    {
        int blocks = (c.Rows + BlockRows - 1) / BlockRows;
        Tiles.For(blocks, threads, index =>
        {
            // The last blocks of a lower triangle are the largest: they go first.
            int row = (blocks - 1 - index) * BlockRows;
            int height = Math.Min(BlockRows, c.Rows - row);
            int width = firstColumn == int.MinValue ? c.Columns : Math.Min(c.Columns, row + height - firstColumn);
            if (width <= 0) return;

            double[] buffer = ArrayPool<double>.Shared.Rent(BlockRows * Depth);
            fixed (double* block = buffer)
            {
                Panels.Pack(a.Block(row, 0, height, a.Columns), RegisterTile.Rows, block);
                int diagonal = firstColumn == int.MinValue ? int.MinValue : firstColumn - row;
                MultiplyBlock(alpha, block, slab, a.Columns, c.Block(row, 0, height, width), accumulate, diagonal);
            }

            ArrayPool<double>.Shared.Return(buffer);
        });
    }

    // diagonal: the row of this block at which the triangle's diagonal enters its first column, or the smallest integer for a
    // full product; tiles wholly above the diagonal are left out.
    private static void MultiplyBlock(
        double alpha, double* block, double* slab, int depth, MatrixView c, bool accumulate, int diagonal)
    {
        int tileColumns = RegisterTile.Columns;
        double* edge = stackalloc double[RegisterTile.Rows * tileColumns];
        for (int column = 0; column < c.Columns; column += tileColumns)
        {
            double* b = slab + (nint)column * depth;
            for (int row = 0; row < c.Rows; row += RegisterTile.Rows)
            {
                int height = Math.Min(RegisterTile.Rows, c.Rows - row), width = Math.Min(tileColumns, c.Columns - column);
                if ((long)row + height <= (long)column + diagonal) continue;

                double* a = block + (nint)row * depth;
                double* target = c.Row(row) + column;
                if (height == RegisterTile.Rows && width == tileColumns)
                {
                    RegisterTile.Multiply(depth, a, b, target, c.RowStride, alpha, accumulate);
                }
                else
                {
                    RegisterTile.Multiply(depth, a, b, edge, tileColumns, alpha, accumulate: false);
                    WriteEdge(edge, c.Block(row, column, height, width), accumulate);
                }
            }
        }
    }

    private static void WriteEdge(double* edge, MatrixView c, bool accumulate)
    {
        for (int row = 0; row < c.Rows; row++, edge += RegisterTile.Columns)
        {
            double* target = c.Row(row);
            for (int column = 0; column < c.Columns; column++)
            {
                target[column] = accumulate ? target[column] + edge[column] : edge[column];
            }
        }
    }

    private static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;
}
