namespace GanGate.Numerics;

/// <summary>Eigenvalues of dense symmetric matrices, as LAPACK's dsyev.</summary>
internal static unsafe class SymmetricEigen
{
    /// <summary>The eigenvalues in ascending order.</summary>
    /// <param name="a">n x n with contiguous rows; the lower triangle is read and destroyed.</param>
    /// <param name="threads">Threads; the result does not depend on it.</param>
    public static double[] Values(MatrixView a, int threads)
    {
        Sytrd reduced = Sytrd.Reduce(a, threads);
        Sterf.Solve(reduced.Diagonal, reduced.OffDiagonal);
        return reduced.Diagonal;
    }
}
