namespace GanGate.Numerics;

/// <summary>
/// Eigenvalues and eigenvectors of a symmetric tridiagonal matrix by divide and conquer, as LAPACK's dstedc (Cuppen 1981; Gu and
/// Eisenstat 1995, "A divide-and-conquer algorithm for the symmetric tridiagonal eigenproblem"): nearly all of the work is products
/// of matrices.
/// </summary>
internal sealed unsafe class Stedc
{
    private readonly double[] _values;
    private readonly double[] _offDiagonal;
    private readonly MatrixView _vectors;
    private readonly MatrixView _copy;
    private readonly MatrixView _mixing;

    private Stedc(double[] values, double[] offDiagonal, MatrixView vectors, MatrixView copy, MatrixView mixing) =>
        (_values, _offDiagonal, _vectors, _copy, _mixing) = (values, offDiagonal, vectors, copy, mixing);

    /// <summary>Replaces the diagonal by the eigenvalues in ascending order.</summary>
    /// <param name="diagonal">n values.</param>
    /// <param name="offDiagonal">n - 1 values.</param>
    /// <param name="vectors">Receives the eigenvectors as rows, n x n, rows contiguous.</param>
    /// <param name="threads">Threads; the result does not depend on it.</param>
    public static void Solve(Span<double> diagonal, ReadOnlySpan<double> offDiagonal, MatrixView vectors, int threads)
    {
        int n = diagonal.Length;
        double largest = 0;
        foreach (double value in diagonal) largest = Math.Max(largest, Math.Abs(value));
        foreach (double value in offDiagonal) largest = Math.Max(largest, Math.Abs(value));
        int exponent = largest == 0 ? 0 : Math.ILogB(largest);
        double[] values = new double[n], beside = new double[offDiagonal.Length], copy = new double[n * n], mixing = new double[n * n];
        for (int i = 0; i < n; i++) values[i] = Math.ScaleB(diagonal[i], -exponent);
        for (int i = 0; i < beside.Length; i++) beside[i] = Math.ScaleB(offDiagonal[i], -exponent);
        for (int i = 0; i < n; i++) new Span<double>(vectors.Row(i), n).Clear();
        fixed (double* c = copy, m = mixing)
        {
            new Stedc(values, beside, vectors, new MatrixView(c, n, n, n), new MatrixView(m, n, n, n)).Solve(0, n, threads);
            int[] order = Order(values);
            for (int i = 0; i < n; i++)
            {
                diagonal[i] = Math.ScaleB(values[order[i]], exponent);
                Row(vectors, order[i], 0, n).CopyTo(new Span<double>(c + (nint)i * n, n));
            }

            for (int i = 0; i < n; i++) copy.AsSpan(i * n, n).CopyTo(Row(vectors, i, 0, n));
        }
    }

    /// <summary>Solves rows start to start + size - 1 with the couplings to their neighbours cut off.</summary>
    private void Solve(int start, int size, int threads)
    {
        if (size == 0) return;
        if (size == 1)
        {
            _vectors[start, start] = 1;
            return;
        }

        // T = two blocks + |e| v v^T, v = 1 at the end of the first and the sign of e at the head of the second.
        int half = size / 2, middle = start + half;
        double coupling = _offDiagonal[middle - 1];
        _values[middle - 1] -= Math.Abs(coupling);
        _values[middle] -= Math.Abs(coupling);
        int inner = size < 64 ? 1 : threads;
        Tiles.For(2, inner, index => Solve(index == 0 ? start : middle, index == 0 ? half : size - half, Math.Max(1, inner / 2)));
        Merge(start, size, coupling, threads);
    }

    private void Merge(int start, int size, double coupling, int threads)
    {
        int half = size / 2;
        MatrixView vectors = _vectors.Block(start, start, size, size), copy = _copy.Block(start, start, size, size);
        MatrixView mixing = _mixing.Block(start, start, size, size);
        Span<double> values = _values.AsSpan(start, size);
        var deflation = new Deflation(values, vectors, coupling);
        ReadOnlySpan<int> grouped = deflation.Grouped;
        for (int i = 0; i < size; i++) Row(vectors, grouped[i], 0, size).CopyTo(Row(copy, i, 0, size));

        int kept = deflation.Poles.Length, firstOnly = deflation.FirstOnly, secondFrom = deflation.FirstOnly + deflation.Mixed;
        double[] roots = new double[kept];
        RankOneUpdate.Solve(deflation, roots, mixing.Block(0, 0, kept, kept), threads);
        Gemm.Multiply(
            1, mixing.Block(0, 0, kept, secondFrom), copy.Block(0, 0, secondFrom, half), vectors.Block(0, 0, kept, half), false, threads);
        Gemm.Multiply(
            1, mixing.Block(0, firstOnly, kept, kept - firstOnly), copy.Block(firstOnly, half, kept - firstOnly, size - half),
            vectors.Block(0, half, kept, size - half), false, threads);
        double[] deflated = new double[size - kept];
        for (int i = kept; i < size; i++)
        {
            deflated[i - kept] = values[grouped[i]];
            Row(copy, i, 0, size).CopyTo(Row(vectors, i, 0, size));
        }

        roots.CopyTo(values);
        deflated.CopyTo(values[kept..]);
    }

    /// <summary>The positions of the values from the smallest to the largest.</summary>
    internal static int[] Order(ReadOnlySpan<double> values)
    {
        int[] order = [.. Enumerable.Range(0, values.Length)];
        Array.Sort(values.ToArray(), order);
        return order;
    }

    internal static Span<double> Row(MatrixView matrix, int row, int column, int columns) => new(matrix.Row(row) + column, columns);
}
