namespace GanGate.Numerics;

/// <summary>
/// A product of reflections H_0 H_1 ... H_(k-1) = I - V^T T V as products of matrices (Schreiber and Van Loan 1989, "A storage-efficient
/// WY representation"), as LAPACK's dlarft and dlarfb.
/// </summary>
/// <param name="largestCount">The most reflections to come.</param>
/// <param name="largestRows">The most rows to apply them to.</param>
internal sealed unsafe class BlockReflector(int largestCount, int largestRows)
{
    private readonly double[] _triangle = new double[largestCount * largestCount];
    private readonly double[] _products = new double[largestRows * largestCount];
    private readonly double[] _scaled = new double[largestRows * largestCount];

    /// <summary>C becomes C H_0 H_1 ... H_(k-1).</summary>
    /// <param name="v">The vectors as rows, k x n.</param>
    /// <param name="tau">k values.</param>
    /// <param name="c">m x n, rows contiguous.</param>
    /// <param name="threads">Threads; the result does not depend on it.</param>
    public void ApplyRight(MatrixView v, ReadOnlySpan<double> tau, MatrixView c, int threads)
    {
        int count = v.Rows;
        fixed (double* t = _triangle, p = _products, s = _scaled)
        {
            MatrixView triangle = new(t, count, count, count), products = new(p, c.Rows, count, count), scaled = new(s, c.Rows, count, count);
            Larft(v, tau, triangle);
            Gemm.Multiply(1, c, v.Transposed, products, accumulate: false, threads);
            Gemm.Multiply(1, products, triangle, scaled, accumulate: false, threads);
            Gemm.Multiply(-1, scaled, v, c, accumulate: true, threads);
        }
    }

    /// <summary>T, upper triangular: its column j is -tau_j T (V v_j), and tau_j on the diagonal.</summary>
    private static void Larft(MatrixView v, ReadOnlySpan<double> tau, MatrixView triangle)
    {
        double* products = stackalloc double[v.Rows];
        for (int j = 0; j < v.Rows; j++)
        {
            Gemv.Multiply(v.Block(0, 0, j, v.Columns), v.Row(j), products);
            for (int i = 0; i < j; i++)
            {
                double sum = 0;
                for (int k = i; k < j; k++) sum += triangle[i, k] * products[k];
                triangle[i, j] = -tau[j] * sum;
            }

            triangle[j, j] = tau[j];
            for (int i = j + 1; i < v.Rows; i++) triangle[i, j] = 0;
        }
    }
}
