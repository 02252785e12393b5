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
    public static PivotedCholesky Pstrf(ReadOnlySpan<double> s, int dimension, int threads)
    {
        Finite.Require(s, "a covariance");
        double[] remaining = s.ToArray(), rows = new double[s.Length], panel = new double[PanelRows * dimension], diagonal = new double[dimension];
        fixed (double* r = remaining, p = panel, d = diagonal)
        {
            var reduction = new Reduction(
                new MatrixView(r, dimension, dimension, dimension), new MatrixView(p, PanelRows, dimension, dimension), d);
            int rank = reduction.Run(rows, threads);
            return new PivotedCholesky(rows, reduction.Order, rank);
        }
    }

    /// <summary>The matrix while it is reduced, rows and columns already in pivot order, with the rows of L^T of the current panel.</summary>
    private readonly ref struct Reduction(MatrixView remaining, MatrixView panel, double* diagonal)
    {
        public int[] Order { get; } = [.. Enumerable.Range(0, remaining.Rows)];

        public int Run(Span<double> rows, int threads)
        {
            int dimension = remaining.Rows;
            for (int i = 0; i < dimension; i++) diagonal[i] = remaining[i, i];
            double largest = dimension == 0 ? 0 : diagonal[LargestPivot(0)];
            double stop = dimension * Lamch.Precision * largest;
            for (int start = 0; start < dimension; start += PanelRows)
            {
                int end = Math.Min(start + PanelRows, dimension), rank = start;
                while (rank < end && NextRow(start, rank, stop)) rank++;
                StoreRows(start, rank, rows);
                if (rank < end)
                {
                    RequireNoneNegative(rank, largest);
                    return rank;
                }

                MatrixView below = panel.Block(0, end, end - start, dimension - end);
                Gemm.MultiplyLower(
                    -1, below.Transposed, below, remaining.Block(end, end, dimension - end, dimension - end), accumulate: true, threads);
            }

            return dimension;
        }

        /// <summary>Chooses the next pivot and computes its row of L^T; false when only rounding is left.</summary>
        private bool NextRow(int start, int position, double stop)
        {
            int pivot = LargestPivot(position);
            if (!(diagonal[pivot] > stop)) return false;

            if (pivot != position) Exchange(start, position, pivot);
            int dimension = remaining.Rows, before = position - start, length = dimension - position;
            double root = Math.Sqrt(diagonal[position]);
            double* row = panel.Row(before) + position;
            for (int i = 1; i < length; i++) row[i] = remaining[position + i, position];
            Gemv.AddCombination(-1, panel.Block(0, position, before, length), panel.Data + position, panel.RowStride, row);
            row[0] = root;
            for (int i = 1; i < length; i++)
            {
                row[i] /= root;
                diagonal[position + i] -= row[i] * row[i];
            }

            return true;
        }

        private void RequireNoneNegative(int from, double largest)
        {
            for (int i = from; i < remaining.Rows; i++)
            {
                if (diagonal[i] < -AllowedNegative * largest)
                {
                    throw new GanGateException(
                        ErrorCodes.StatisticsInvalid, "sigma is not a covariance: it has large negative eigenvalues; measure the images again");
                }
            }
        }

        private int LargestPivot(int from)
        {
            int best = from;
            for (int i = from + 1; i < remaining.Rows; i++)
            {
                if (diagonal[i] > diagonal[best]) best = i;
            }

            return best;
        }

        /// <summary>Exchanges two rows and columns of what remains, in its lower triangle, and of the panel so far.</summary>
        private void Exchange(int start, int low, int high)
        {
            (Order[low], Order[high]) = (Order[high], Order[low]);
            (diagonal[low], diagonal[high]) = (diagonal[high], diagonal[low]);
            for (int row = 0; row < low - start; row++) Swap(ref panel[row, low], ref panel[row, high]);
            for (int i = start; i < low; i++) Swap(ref remaining[low, i], ref remaining[high, i]);
            Swap(ref remaining[low, low], ref remaining[high, high]);
            for (int i = low + 1; i < high; i++) Swap(ref remaining[i, low], ref remaining[high, i]);
            for (int i = high + 1; i < remaining.Rows; i++) Swap(ref remaining[i, low], ref remaining[i, high]);
        }

        private static void Swap(ref double a, ref double b) => (a, b) = (b, a);

        /// <summary>Writes the panel's rows with their columns in the order of S; later exchanges do not touch them.</summary>
        private void StoreRows(int start, int end, Span<double> rows)
        {
            for (int position = start; position < end; position++)
            {
                Span<double> row = rows.Slice(position * remaining.Rows, remaining.Rows);
                double* values = panel.Row(position - start);
                for (int i = position; i < remaining.Rows; i++) row[Order[i]] = values[i];
            }
        }
    }
}
