using System.Numerics.Tensors;

namespace GanGate.Numerics;

/// <summary>
/// Reduces a symmetric matrix to tridiagonal form by reflections, A = Q T Q^T, as LAPACK's dsytrd: half of the work is products of
/// matrices (Dongarra, Sorensen and Hammarling 1989, "Block reduction of matrices to condensed forms"). It starts at the last row,
/// so a graded matrix should have its large values at the end.
/// </summary>
internal sealed unsafe class Sytrd
{
    private const int PanelRows = 32;

    private readonly MatrixView _a;
    private readonly MatrixView _panels;
    private readonly Symv _symv;
    private readonly int _threads;

    private Sytrd(MatrixView a, MatrixView panels, int threads)
    {
        (_a, _panels, _threads) = (a, panels, threads);
        _symv = new Symv(a.Rows, threads);
        Diagonal = new double[a.Rows];
        OffDiagonal = new double[Math.Max(0, a.Rows - 1)];
        Tau = new double[a.Rows];
    }

    /// <summary>The diagonal of T, n values.</summary>
    public double[] Diagonal { get; }

    /// <summary>Beside the diagonal of T, n - 1 values.</summary>
    public double[] OffDiagonal { get; }

    /// <summary>Q = H(n-1) ... H(1) with H(i) = I - Tau[i] v v^T, where v is the first i values of row i of what A has become.</summary>
    public double[] Tau { get; }

    /// <summary>Reduces A, whose lower triangle is read and overwritten with the reflections.</summary>
    public static Sytrd Reduce(MatrixView a, int threads)
    {
        // V, W and V again, so that V^T W + W^T V is one product of two overlapping views.
        double[] panels = new double[3 * PanelRows * a.Rows];
        fixed (double* data = panels)
        {
            var reduction = new Sytrd(a, new MatrixView(data, 3 * PanelRows, a.Rows, a.Rows), threads);
            for (int end = a.Rows; end > 0; end -= PanelRows)
            {
                reduction.ReducePanel(Math.Max(0, end - PanelRows), end);
            }

            return reduction;
        }
    }

    /// <summary>Reduces rows start to end - 1, last first, then brings the rows above them up to date.</summary>
    private void ReducePanel(int start, int end)
    {
        for (int row = end - 1; row >= start; row--)
        {
            int done = end - 1 - row;
            double* values = _a.Row(row);
            MatrixView v = _panels.Block(0, 0, done, row + 1), w = _panels.Block(PanelRows, 0, done, row + 1);
            Gemv.AddCombination(-1, v, w.Data + row, w.RowStride, values);
            Gemv.AddCombination(-1, w, v.Data + row, v.RowStride, values);
            Diagonal[row] = values[row];
            if (row == 0) return;

            (OffDiagonal[row - 1], Tau[row]) = Reflection.Larfg(values, row);
            new ReadOnlySpan<double>(values, row).CopyTo(new Span<double>(_panels.Row(done), row));
            UpdateVector(row, done);
        }

        int rows = end - start;
        for (int row = 0; row < rows; row++)
        {
            new ReadOnlySpan<double>(_panels.Row(row), start).CopyTo(new Span<double>(_panels.Row(2 * PanelRows + row), start));
        }

        MatrixView left = _panels.Block(0, 0, 2 * PanelRows, start), right = _panels.Block(PanelRows, 0, 2 * PanelRows, start);
        Gemm.MultiplyLower(-1, left.Transposed, right, _a.Block(0, 0, start, start), accumulate: true, _threads);
    }

    /// <summary>w = tau (B v - V^T (W v) - W^T (V v)), then w -= tau (w v) v / 2, with B as it was before the panel.</summary>
    private void UpdateVector(int row, int done)
    {
        double* v = _a.Row(row), w = _panels.Row(PanelRows + done);
        double* products = stackalloc double[2 * PanelRows];
        MatrixView vs = _panels.Block(0, 0, done, row), ws = _panels.Block(PanelRows, 0, done, row);
        _symv.Multiply(_a.Block(0, 0, row, row), v, w);
        Gemv.Multiply(ws, v, products);
        Gemv.Multiply(vs, v, products + PanelRows);
        Gemv.AddCombination(-1, vs, products, 1, w);
        Gemv.AddCombination(-1, ws, products + PanelRows, 1, w);

        Span<double> wSpan = new(w, row);
        ReadOnlySpan<double> vSpan = new(v, row);
        double tau = Tau[row];
        TensorPrimitives.Multiply(wSpan, tau, wSpan);
        TensorPrimitives.MultiplyAdd(vSpan, -0.5 * tau * TensorPrimitives.Dot(vSpan, wSpan), wSpan, wSpan);
    }
}
