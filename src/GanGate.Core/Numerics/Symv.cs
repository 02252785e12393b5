using System.Numerics;
using System.Runtime.CompilerServices;

namespace GanGate.Numerics;

/// <summary>
/// The product of a symmetric matrix and a vector, as BLAS dsymv, reading the lower triangle once. The rows fall into strips of
/// equal area; each strip sums into its own vector, and these are added in order.
/// </summary>
/// <param name="largest">The largest matrix to come.</param>
/// <param name="threads">Threads; the result does not depend on it.</param>
internal sealed unsafe class Symv(int largest, int threads)
{
    private const int MostStrips = 16;
    private const int StripRows = 128;

    private readonly double[] _sums = GC.AllocateUninitializedArray<double>(MostStrips * largest, pinned: true);
    private readonly int _largest = largest;
    private Action<int>? _strip;
    private MatrixView _a;
    private double* _x;
    private int _strips;

    /// <summary>y = A x.</summary>
    /// <param name="a">n x n, rows contiguous; the lower triangle is read.</param>
    /// <param name="x">n values.</param>
    /// <param name="y">Receives n values.</param>
    public void Multiply(MatrixView a, double* x, double* y)
    {
        _a = a;
        _x = x;
        _strips = Math.Clamp(a.Rows / StripRows, 1, MostStrips);
        Tiles.For(_strips, threads, _strip ??= SumStrip);
        new Span<double>(y, a.Rows).Clear();
        for (int strip = 0; strip < _strips; strip++)
        {
            int end = Start(strip + 1);
            double* sum = Sums(strip);
            for (int i = 0; i < end; i++) y[i] += sum[i];
        }
    }

    private double* Sums(int strip) => (double*)Unsafe.AsPointer(ref _sums[strip * _largest]);

    /// <summary>The first row of a strip.</summary>
    private int Start(int strip) => strip == _strips ? _a.Rows : (int)(_a.Rows * Math.Sqrt((double)strip / _strips)) & ~3;

    private void SumStrip(int strip)
    {
        // The largest strips in rows come last and the tallest first; areas are equal.
        int start = Start(strip), end = Start(strip + 1), row = start;
        double* sum = Sums(strip);
        new Span<double>(sum, end).Clear();
        for (; row <= end - 4; row += 4) AddFourRows(row, sum);
        for (; row < end; row++) AddTriangle(row, row, 1, sum);
    }

    /// <summary>Adds four rows left of the block on the diagonal, once as rows and once as columns.</summary>
    private void AddFourRows(int row, double* sum)
    {
        double* a0 = _a.Row(row), a1 = _a.Row(row + 1), a2 = _a.Row(row + 2), a3 = _a.Row(row + 3), x = _x;
        Vector<double> x0 = Vector.Create(x[row]), x1 = Vector.Create(x[row + 1]), x2 = Vector.Create(x[row + 2]), x3 = Vector.Create(x[row + 3]);
        Vector<double> s0 = default, s1 = default, s2 = default, s3 = default;
        int column = 0;
        for (; column <= row - Vector<double>.Count; column += Vector<double>.Count)
        {
            Vector<double> v = Vector.Load(x + column), y = Vector.Load(sum + column), value = Vector.Load(a0 + column);
            s0 = Vector.MultiplyAddEstimate(value, v, s0);
            y = Vector.MultiplyAddEstimate(value, x0, y);
            value = Vector.Load(a1 + column);
            s1 = Vector.MultiplyAddEstimate(value, v, s1);
            y = Vector.MultiplyAddEstimate(value, x1, y);
            value = Vector.Load(a2 + column);
            s2 = Vector.MultiplyAddEstimate(value, v, s2);
            y = Vector.MultiplyAddEstimate(value, x2, y);
            value = Vector.Load(a3 + column);
            s3 = Vector.MultiplyAddEstimate(value, v, s3);
            Vector.Store(Vector.MultiplyAddEstimate(value, x3, y), sum + column);
        }

        sum[row] += Vector.Sum(s0);
        sum[row + 1] += Vector.Sum(s1);
        sum[row + 2] += Vector.Sum(s2);
        sum[row + 3] += Vector.Sum(s3);
        AddTriangle(row, column, 4, sum);
    }

    /// <summary>Adds what is left of some rows from a column up to the diagonal.</summary>
    private void AddTriangle(int firstRow, int firstColumn, int rows, double* sum)
    {
        for (int row = firstRow; row < firstRow + rows; row++)
        {
            double* a = _a.Row(row);
            for (int column = rows == 1 ? 0 : firstColumn; column < row; column++)
            {
                sum[row] += a[column] * _x[column];
                sum[column] += a[column] * _x[row];
            }

            sum[row] += a[row] * _x[row];
        }
    }
}
