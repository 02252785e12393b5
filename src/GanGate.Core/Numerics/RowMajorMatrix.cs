using System.Numerics.Tensors;

namespace GanGate.Numerics;

/// <summary>A dense float64 matrix in memory of its own, row by row, and the products that it takes part in.</summary>
internal sealed unsafe class RowMajorMatrix
{
    private readonly double[] _values;

    /// <summary>A matrix of zeros.</summary>
    public RowMajorMatrix(int rows, int columns) => (_values, Rows, Columns) = (new double[rows * columns], rows, columns);

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>All values, row by row.</summary>
    public Span<double> Values => _values;

    /// <summary>One row.</summary>
    public Span<double> this[int row] => _values.AsSpan(row * Columns, Columns);

    /// <summary>factor * values, as a matrix.</summary>
    public static RowMajorMatrix Scaled(ReadOnlySpan<double> values, int rows, int columns, double factor)
    {
        RowMajorMatrix matrix = new(rows, columns);
        TensorPrimitives.Multiply(values, factor, matrix._values);
        return matrix;
    }

    /// <summary>A B.</summary>
    public static RowMajorMatrix Product(RowMajorMatrix a, RowMajorMatrix b, int threads)
    {
        RowMajorMatrix c = new(a.Rows, b.Columns);
        Multiply(a, b, transposed: false, c, a.Rows, threads);
        return c;
    }

    /// <summary>A B^T.</summary>
    public static RowMajorMatrix ProductWithTransposed(RowMajorMatrix a, RowMajorMatrix b, int threads)
    {
        RowMajorMatrix c = new(a.Rows, b.Rows);
        Multiply(a, b, transposed: true, c, a.Rows, threads);
        return c;
    }

    /// <summary>The first rows of A B^T into the first rows of C.</summary>
    public static void MultiplyRows(RowMajorMatrix a, int rows, RowMajorMatrix transposedB, RowMajorMatrix c, int threads) =>
        Multiply(a, transposedB, transposed: true, c, rows, threads);

    /// <summary>Adds A^T A of the first rows of A to the lower triangle of this matrix.</summary>
    public void AddGram(RowMajorMatrix a, int rows, int threads)
    {
        fixed (double* source = a._values, target = _values)
        {
            MatrixView view = new(source, rows, a.Columns, a.Columns);
            Gemm.MultiplyLower(1, view.Transposed, view, new MatrixView(target, Rows, Columns, Columns), accumulate: true, threads);
        }
    }

    /// <summary>The eigenvalues in ascending order of the symmetric matrix whose lower triangle this is; destroys it.</summary>
    public double[] TakeEigenvalues(int threads)
    {
        fixed (double* values = _values)
        {
            return Rows == 0 ? [] : SymmetricEigen.Values(new MatrixView(values, Rows, Columns, Columns), threads);
        }
    }

    /// <summary>The same with the eigenvectors as rows.</summary>
    public double[] TakeEigenvalues(out RowMajorMatrix vectors, int threads)
    {
        vectors = new RowMajorMatrix(Rows, Rows);
        fixed (double* values = _values, rows = vectors._values)
        {
            return Rows == 0
                ? []
                : SymmetricEigen.ValuesAndVectors(
                    new MatrixView(values, Rows, Columns, Columns), new MatrixView(rows, Rows, Rows, Rows), threads);
        }
    }

    private static void Multiply(RowMajorMatrix a, RowMajorMatrix b, bool transposed, RowMajorMatrix c, int rows, int threads)
    {
        fixed (double* x = a._values, y = b._values, z = c._values)
        {
            MatrixView right = new(y, b.Rows, b.Columns, b.Columns);
            Gemm.Multiply(
                1,
                new MatrixView(x, rows, a.Columns, a.Columns),
                transposed ? right.Transposed : right,
                new MatrixView(z, rows, c.Columns, c.Columns),
                accumulate: false,
                threads);
        }
    }
}
