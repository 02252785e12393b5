using System.Numerics.Tensors;

namespace GanGate.Numerics;

/// <summary>
/// Reduces a wide matrix to triangular form by reflections from the right, large rows first, as LAPACK's dgeqp3 does with columns but
/// choosing a panel of rows at a time (Bischof and Orti 1998, "Computing rank-revealing QR factorizations of dense matrices"). The
/// triangle stands turned round in the last columns: row i keeps its last i + 1 values. It ends where what is left is rounding.
/// Neither rotation nor order of rows is kept.
/// </summary>
internal static unsafe class Gelqf
{
    private const int PanelRows = 64;

    // A row of a panel waits for a later one when rows outside may be this much larger.
    private const double LeastShare = 0.01;

    /// <summary>Replaces A by P A Q^T, with Q orthogonal and P an order of the rows: the singular values stay.</summary>
    /// <param name="a">m x n, m at most n, rows contiguous.</param>
    /// <param name="threads">Threads; the result does not depend on it.</param>
    /// <returns>The rank k: but for rounding (n * <see cref="Lamch.Precision"/> of the largest row) only the last k columns are not zero.</returns>
    public static int Reduce(MatrixView a, int threads)
    {
        double[] vectors = new double[PanelRows * a.Columns], tau = new double[PanelRows], norms = new double[a.Rows];
        var reflector = new BlockReflector(PanelRows, a.Rows);
        double stop = 0;
        int start = 0, done = 1;
        fixed (double* data = vectors)
        {
            for (; start < a.Rows && done > 0; start += done)
            {
                int count = Math.Min(PanelRows, a.Rows - start), width = a.Columns - start;
                MatrixView rest = a.Block(start, 0, a.Rows - start, a.Columns), v = new(data, count, width, width);
                double largestOutside = LargestFirst(rest, width, count, norms);
                if (start == 0) stop = a.Columns * Lamch.Precision * a.Columns * Lamch.Precision * SquaredNorm(a, 0, width);
                done = ReducePanel(rest.Block(0, 0, count, a.Columns), v, tau, Math.Max(stop, LeastShare * largestOutside));
                MatrixView below = rest.Block(count, 0, rest.Rows - count, width);
                if (below.Rows > 0 && done > 0) reflector.ApplyRight(v.Block(0, 0, done, width), tau.AsSpan(0, done), below, threads);
            }
        }

        return start;
    }

    /// <summary>Brings the rows of largest norm to the front; returns the largest squared norm of the others.</summary>
    private static double LargestFirst(MatrixView rows, int width, int count, double[] norms)
    {
        for (int i = 0; i < rows.Rows; i++) norms[i] = SquaredNorm(rows, i, width);
        for (int i = 0; i < count; i++)
        {
            int largest = TensorPrimitives.IndexOfMax<double>(norms.AsSpan(i, rows.Rows - i)) + i;
            (norms[i], norms[largest]) = (norms[largest], norms[i]);
            Exchange(rows, i, largest);
        }

        return rows.Rows == count ? 0 : TensorPrimitives.Max<double>(norms.AsSpan(count, rows.Rows - count));
    }

    private static int ReducePanel(MatrixView panel, MatrixView vectors, double[] tau, double least)
    {
        double* norms = stackalloc double[PanelRows];
        for (int row = 0; row < panel.Rows; row++)
        {
            int length = vectors.Columns - row, largest = row;
            for (int i = row; i < panel.Rows; i++)
            {
                norms[i] = SquaredNorm(panel, i, length);
                if (norms[i] > norms[largest]) largest = i;
            }

            if (norms[largest] <= least) return row;

            Exchange(panel, row, largest);
            tau[row] = ReduceRow(panel.Block(row, 0, panel.Rows - row, length), vectors.Row(row), vectors.Columns);
        }

        return panel.Rows;
    }

    /// <summary>Reflects the first row to its last value and the other rows with it; returns tau.</summary>
    private static double ReduceRow(MatrixView rows, double* vector, int width)
    {
        double* products = stackalloc double[PanelRows];
        int length = rows.Columns;
        Span<double> first = new(rows.Data, length), v = new(vector, length);
        (double beta, double tau) = Reflection.Larfg(rows.Data, length);
        first.CopyTo(v);
        new Span<double>(vector + length, width - length).Clear();
        first.Clear();
        first[^1] = beta;

        MatrixView others = rows.Block(1, 0, rows.Rows - 1, length);
        Gemv.Multiply(others, vector, products);
        for (int i = 0; i < others.Rows; i++)
        {
            Span<double> target = new(others.Row(i), length);
            TensorPrimitives.MultiplyAdd(v, -tau * products[i], target, target);
        }

        return tau;
    }

    private static double SquaredNorm(MatrixView rows, int row, int width) =>
        TensorPrimitives.SumOfSquares(new ReadOnlySpan<double>(rows.Row(row), width));

    // Whole rows: what is reduced already moves along.
    private static void Exchange(MatrixView rows, int a, int b)
    {
        if (a == b) return;
        for (int i = 0; i < rows.Columns; i++) (rows[a, i], rows[b, i]) = (rows[b, i], rows[a, i]);
    }
}
