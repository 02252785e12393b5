namespace GanGate.Numerics;

/// <summary>Eigenvalues and eigenvectors of dense symmetric matrices, as LAPACK's dsyevd.</summary>
internal static unsafe class SymmetricEigen
{
    private const int BlockRows = 96;

    /// <summary>The eigenvalues in ascending order.</summary>
    /// <param name="a">n x n with contiguous rows; the lower triangle is read and destroyed.</param>
    /// <param name="threads">Threads; the result does not depend on it.</param>
    /// <exception cref="GanGateException"><see cref="ErrorCodes.NotFinite"/>.</exception>
    public static double[] Values(MatrixView a, int threads)
    {
        RequireFinite(a);
        Sytrd reduced = Sytrd.Reduce(a, threads);
        Sterf.Solve(reduced.Diagonal, reduced.OffDiagonal);
        return reduced.Diagonal;
    }

    /// <summary>The eigenvalues in ascending order with their vectors: A = V^T diag(values) V.</summary>
    /// <param name="a">n x n with contiguous rows; the lower triangle is read and destroyed.</param>
    /// <param name="vectors">Receives V, the eigenvectors as rows, n x n with contiguous rows.</param>
    /// <param name="threads">Threads; the result does not depend on it.</param>
    /// <exception cref="GanGateException"><see cref="ErrorCodes.NotFinite"/>.</exception>
    public static double[] ValuesAndVectors(MatrixView a, MatrixView vectors, int threads)
    {
        RequireFinite(a);
        Sytrd reduced = Sytrd.Reduce(a, threads);
        Stedc.Solve(reduced.Diagonal, reduced.OffDiagonal, vectors, threads);
        Ormtr(a, reduced.Tau, vectors, threads);
        return reduced.Diagonal;
    }

    /// <summary>Turns eigenvectors of T, as rows, into those of A = Q T Q^T: the rows times Q^T = H(1) H(2) ... H(n-1).</summary>
    private static void Ormtr(MatrixView a, double[] tau, MatrixView vectors, int threads)
    {
        int n = a.Rows;
        double[] rows = new double[BlockRows * n];
        var reflector = new BlockReflector(BlockRows, n);
        fixed (double* data = rows)
        {
            for (int start = 1; start < n; start += BlockRows)
            {
                int count = Math.Min(BlockRows, n - start), width = start + count - 1;
                MatrixView v = new(data, count, width, width);
                for (int row = 0; row < count; row++)
                {
                    Span<double> target = new(v.Row(row), width);
                    new ReadOnlySpan<double>(a.Row(start + row), start + row).CopyTo(target);
                    target[(start + row)..].Clear();
                }

                reflector.ApplyRight(v, tau.AsSpan(start, count), vectors.Block(0, 0, n, width), threads);
            }
        }
    }

    private static void RequireFinite(MatrixView a)
    {
        for (int row = 0; row < a.Rows; row++) Finite.Require(new ReadOnlySpan<double>(a.Row(row), row + 1), "a matrix");
    }
}
