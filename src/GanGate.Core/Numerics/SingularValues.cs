namespace GanGate.Numerics;

/// <summary>Singular values of products of factors.</summary>
internal static unsafe class SingularValues
{
    /// <summary>The singular values of L_a^T L_b, not ordered; their squares are the nonzero eigenvalues of A B.</summary>
    public static double[] OfProduct(PivotedCholesky a, PivotedCholesky b, int threads)
    {
        if (a.Rank > b.Rank) (a, b) = (b, a);
        double[] product = new double[a.Rank * b.Rank], gram = new double[a.Rank * a.Rank];
        fixed (double* x = a.TransposedFactor, y = b.TransposedFactor, w = product, m = gram)
        {
            MatrixView rows = new(w, a.Rank, b.Rank, b.Rank), square = new(m, a.Rank, a.Rank, a.Rank);
            MatrixView left = new(x, a.Rank, a.Dimension, a.Dimension), right = new(y, b.Rank, b.Dimension, b.Dimension);

            // Last row first: the reduction wants the largest values at the end.
            left = new MatrixView(left.Row(Math.Max(0, a.Rank - 1)), left.Rows, left.Columns, -left.RowStride);
            Gemm.Multiply(1, left, right.Transposed, rows, accumulate: false, threads);
            Gemm.MultiplyLower(1, rows, rows.Transposed, square, accumulate: false, threads);
            double[] values = SymmetricEigen.Values(square, threads);
            for (int i = 0; i < values.Length; i++) values[i] = Math.Sqrt(Math.Max(0, values[i]));
            return values;
        }
    }
}
