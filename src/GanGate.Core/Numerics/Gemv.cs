using System.Numerics;

namespace GanGate.Numerics;

/// <summary>Products of a matrix with contiguous rows and a vector, as BLAS dgemv, four rows at a time on one thread.</summary>
internal static unsafe class Gemv
{
    /// <summary>y += alpha A^T x: a combination of the rows of A.</summary>
    /// <param name="alpha">Factor on the product.</param>
    /// <param name="a">m x n, rows contiguous.</param>
    /// <param name="x">m values, <paramref name="stride"/> apart.</param>
    /// <param name="stride">Distance between the values of x.</param>
    /// <param name="y">n values.</param>
    public static void AddCombination(double alpha, MatrixView a, double* x, nint stride, double* y)
    {
        for (int row = 0; row < a.Rows; row += 4)
        {
            // Missing rows of the last four take the factor 0 on a row that exists.
            int last = a.Rows - 1 - row;
            double* a0 = a.Row(row), a1 = a.Row(row + Math.Min(1, last)), a2 = a.Row(row + Math.Min(2, last)), a3 = a.Row(row + Math.Min(3, last));
            double x0 = alpha * x[row * stride];
            double x1 = last < 1 ? 0 : alpha * x[(row + 1) * stride];
            double x2 = last < 2 ? 0 : alpha * x[(row + 2) * stride];
            double x3 = last < 3 ? 0 : alpha * x[(row + 3) * stride];
            Vector<double> v0 = Vector.Create(x0), v1 = Vector.Create(x1), v2 = Vector.Create(x2), v3 = Vector.Create(x3);
            int column = 0;
            for (; column <= a.Columns - Vector<double>.Count; column += Vector<double>.Count)
            {
                Vector<double> sum = Vector.MultiplyAddEstimate(v0, Vector.Load(a0 + column), Vector.Load(y + column));
                sum = Vector.MultiplyAddEstimate(v1, Vector.Load(a1 + column), sum);
                sum = Vector.MultiplyAddEstimate(v2, Vector.Load(a2 + column), sum);
                sum = Vector.MultiplyAddEstimate(v3, Vector.Load(a3 + column), sum);
                Vector.Store(sum, y + column);
            }

            for (; column < a.Columns; column++)
            {
                y[column] += x0 * a0[column] + x1 * a1[column] + x2 * a2[column] + x3 * a3[column];
            }
        }
    }

    /// <summary>y = A x: the products of every row of A with x.</summary>
    /// <param name="a">m x n, rows contiguous.</param>
    /// <param name="x">n values.</param>
    /// <param name="y">Receives m values.</param>
    public static void Multiply(MatrixView a, double* x, double* y)
    {
        for (int row = 0; row < a.Rows; row += 4)
        {
            int last = a.Rows - 1 - row;
            double* a0 = a.Row(row), a1 = a.Row(row + Math.Min(1, last)), a2 = a.Row(row + Math.Min(2, last)), a3 = a.Row(row + Math.Min(3, last));
            Vector<double> s0 = default, s1 = default, s2 = default, s3 = default;
            int column = 0;
            for (; column <= a.Columns - Vector<double>.Count; column += Vector<double>.Count)
            {
                Vector<double> v = Vector.Load(x + column);
                s0 = Vector.MultiplyAddEstimate(v, Vector.Load(a0 + column), s0);
                s1 = Vector.MultiplyAddEstimate(v, Vector.Load(a1 + column), s1);
                s2 = Vector.MultiplyAddEstimate(v, Vector.Load(a2 + column), s2);
                s3 = Vector.MultiplyAddEstimate(v, Vector.Load(a3 + column), s3);
            }

            double t0 = Vector.Sum(s0), t1 = Vector.Sum(s1), t2 = Vector.Sum(s2), t3 = Vector.Sum(s3);
            for (; column < a.Columns; column++)
            {
                t0 += a0[column] * x[column];
                t1 += a1[column] * x[column];
                t2 += a2[column] * x[column];
                t3 += a3[column] * x[column];
            }

            y[row] = t0;
            if (last >= 1) y[row + 1] = t1;
            if (last >= 2) y[row + 2] = t2;
            if (last >= 3) y[row + 3] = t3;
        }
    }
}
