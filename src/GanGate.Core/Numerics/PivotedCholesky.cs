namespace GanGate.Numerics;

/// <summary>
/// A factor L of a positive semidefinite matrix, S = L L^T, found by Cholesky's method with complete pivoting, as LAPACK's dpstrf
/// (Hammarling, Higham and Lucas 2007, "LAPACK-style codes for pivoted Cholesky and QR updating"). Its columns come in
/// decreasing size and end where what is left of S is rounding.
/// </summary>
internal sealed unsafe class PivotedCholesky
{
    private const int PanelRows = 64;

    // Of the largest variance. A singular covariance that was kept as float32 comes to 2e-7, another matrix to about 1.
    private const double AllowedNegative = 1e-5;

    private readonly double[] _rows;

    private PivotedCholesky(double[] rows, int[] order, int rank) => (_rows, Order, Rank) = (rows, order, rank);

    /// <summary>D, the size of S.</summary>
    public int Dimension => Order.Length;

    /// <summary>The rows of S in the order in which they were chosen: in it L is lower triangular.</summary>
    public int[] Order { get; }

    /// <summary>The columns of L.</summary>
    public int Rank { get; }

    /// <summary>L^T with the rows and columns of S in their own order: Rank x D values, row by row.</summary>
    public ReadOnlySpan<double> TransposedFactor => _rows.AsSpan(0, Rank * Dimension);

    /// <summary>Factors S; stops at the first pivot not above D * <see cref="Lamch.Precision"/> * the largest diagonal value.</summary>
    /// <param name="s">D x D values, row by row; the lower triangle is read.</param>
    /// <param name="dimension">D.</param>
    /// <param name="threads">Threads; the result does not depend on it.</param>
    /// <exception cref="GanGateException">
    /// <see cref="ErrorCodes.NotFinite"/>; <see cref="ErrorCodes.StatisticsInvalid"/> when S is not positive semidefinite.
    /// </exception>
    public static PivotedCholesky Pstrf(ReadOnlySpan<double> s, int dimension, int threads) =>
        TryPstrf(s, dimension, threads) ?? throw new GanGateException(
            ErrorCodes.StatisticsInvalid, "sigma is not a covariance: it has large negative eigenvalues; measure the images again");

    /// <summary>The same; null when S is not positive semidefinite.</summary>
    /// <exception cref="GanGateException"><see cref="ErrorCodes.NotFinite"/>.</exception>
    public static PivotedCholesky? TryPstrf(ReadOnlySpan<double> s, int dimension, int threads)
    {
        Finite.Require(s, "a covariance");
        double[] remaining = s.ToArray(), rows = new double[s.Length], panel = new double[PanelRows * dimension], diagonal = new double[dimension];
        fixed (double* r = remaining, p = panel, d = diagonal)
        {
            PivotedReduction reduction = new(new MatrixView(r, dimension, dimension, dimension), new MatrixView(p, PanelRows, dimension, dimension), d);
            double largest = dimension == 0 ? 0 : reduction.LargestPivot;
            int rank = reduction.Run(dimension * Lamch.Precision * largest, rows, threads);
            return IsNoneNegative(diagonal.AsSpan(rank), largest) ? new PivotedCholesky(rows, reduction.Order, rank) : null;
        }
    }

    private static bool IsNoneNegative(ReadOnlySpan<double> rest, double largest)
    {
        foreach (double value in rest)
        {
            if (value < -AllowedNegative * largest) return false;
        }

        return true;
    }
}
