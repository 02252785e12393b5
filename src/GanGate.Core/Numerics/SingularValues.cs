namespace GanGate.Numerics;

/// <summary>Singular values of products of factors.</summary>
internal static unsafe class SingularValues
{
    /// <summary>
    /// The singular values above rounding of W = L_a^T L_b, not ordered; their squares are the nonzero eigenvalues of A B. They are the
    /// roots of the eigenvalues of W W^T, whose rounding could make values of 1e-8 of the largest out of zeros. So where a factor lacks
    /// columns, W is triangularised first and the zeros are left out.
    /// </summary>
    public static double[] OfProduct(PivotedCholesky a, PivotedCholesky b, int threads)
    {
        if (a.Rank > b.Rank) (a, b) = (b, a);
        int rank = a.Rank;
        double[] triangleOfA = InOrder(a, a.Order, threads), rowsOfB = InOrder(b, a.Order, threads);
        double[] product = new double[rank * b.Rank], square = new double[rank * rank];
        fixed (double* x = triangleOfA, y = rowsOfB, p = product, s = square)
        {
            MatrixView left = new(x, rank, a.Dimension, a.Dimension), right = new(y, b.Rank, b.Dimension, b.Dimension);
            MatrixView w = new(p, rank, b.Rank, b.Rank), m = new(s, rank, rank, rank);
            Gemm.AddUpper(1, left, right.Transposed, w, threads);
            if (rank < a.Dimension)
            {
                int nonzero = Gelqf.Reduce(w, threads);
                MatrixView triangle = w.Block(0, b.Rank - nonzero, rank, nonzero);
                m = m.Block(0, 0, nonzero, nonzero);
                Gemm.MultiplyLower(1, triangle.Transposed, triangle, m, accumulate: false, threads);
            }
            else
            {
                // Last row first: the reduction of M wants its largest values at the end.
                MatrixView turned = new(w.Row(rank - 1), rank, b.Rank, -w.RowStride);
                Gemm.MultiplyLower(1, turned, turned.Transposed, m, accumulate: false, threads);
            }

            double[] values = SymmetricEigen.Values(m, threads);
            for (int i = 0; i < values.Length; i++) values[i] = Math.Sqrt(Math.Max(0, values[i]));
            return values;
        }
    }

    // L^T with the rows of S in an order that makes one of the two factors a triangle, which halves the product.
    private static double[] InOrder(PivotedCholesky factor, int[] order, int threads)
    {
        double[] ordered = new double[factor.Rank * factor.Dimension];
        Tiles.For(factor.Rank, threads, row =>
        {
            ReadOnlySpan<double> source = factor.TransposedFactor.Slice(row * factor.Dimension, factor.Dimension);
            Span<double> target = ordered.AsSpan(row * factor.Dimension, factor.Dimension);
            for (int i = 0; i < order.Length; i++) target[i] = source[order[i]];
        });
        return ordered;
    }
}
