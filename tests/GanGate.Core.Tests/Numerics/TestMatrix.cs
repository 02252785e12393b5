using System.Runtime.CompilerServices;
using GanGate.Numerics;

namespace GanGate.Tests.Numerics;

/// <summary>A matrix that stays in place, with the plain operations that the kernels are compared with.</summary>
internal sealed class TestMatrix(int rows, int columns)
{
    private readonly double[] _values = GC.AllocateArray<double>(Math.Max(1, rows * columns), pinned: true);

    public int Rows => rows;

    public int Columns => columns;

    public Span<double> Values => _values.AsSpan(0, rows * columns);

    public unsafe MatrixView View => new((double*)Unsafe.AsPointer(ref _values[0]), rows, columns, columns);

    public ref double this[int row, int column] => ref _values[row * columns + column];

    public static TestMatrix Of(int rows, int columns, Func<int, int, double> value)
    {
        var matrix = new TestMatrix(rows, columns);
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++) matrix[i, j] = value(i, j);
        }

        return matrix;
    }

    public static TestMatrix Random(int rows, int columns, int seed)
    {
        var random = new Random(seed);
        return Of(rows, columns, (_, _) => random.NextDouble() - 0.5);
    }

    public static TestMatrix RandomSymmetric(int n, int seed)
    {
        TestMatrix half = Random(n, n, seed);
        return Of(n, n, (i, j) => half[Math.Max(i, j), Math.Min(i, j)]);
    }

    /// <summary>Q diag(values) Q^T with Q a product of three random reflections: known eigenvalues.</summary>
    public static TestMatrix WithEigenvalues(ReadOnlySpan<double> values, int seed)
    {
        int n = values.Length;
        double[] diagonal = values.ToArray();
        TestMatrix matrix = Of(n, n, (i, j) => i == j ? diagonal[i] : 0);
        for (int k = 0; k < 3; k++) matrix.Reflect(Random(1, n, seed + k));
        return matrix;
    }

    public TestMatrix Copy()
    {
        var copy = new TestMatrix(rows, columns);
        Values.CopyTo(copy.Values);
        return copy;
    }

    public TestMatrix Times(TestMatrix other)
    {
        var product = new TestMatrix(rows, other.Columns);
        for (int i = 0; i < rows; i++)
        {
            for (int k = 0; k < columns; k++)
            {
                for (int j = 0; j < other.Columns; j++) product[i, j] += this[i, k] * other[k, j];
            }
        }

        return product;
    }

    public TestMatrix Transposed() => Of(columns, rows, (i, j) => this[j, i]);

    public double LargestDifference(TestMatrix other)
    {
        double largest = 0;
        for (int i = 0; i < Values.Length; i++)
        {
            double difference = Math.Abs(Values[i] - other.Values[i]);
            if (!(difference <= largest)) largest = difference;
        }

        return largest;
    }

    /// <summary>H A H with H = I - 2 v v^T / (v^T v).</summary>
    private void Reflect(TestMatrix v)
    {
        double[] product = new double[rows];
        double norm = 0, inner = 0;
        for (int i = 0; i < rows; i++)
        {
            norm += v[0, i] * v[0, i];
            for (int j = 0; j < rows; j++) product[i] += this[i, j] * v[0, j];
            inner += product[i] * v[0, i];
        }

        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < rows; j++)
            {
                this[i, j] += -2 / norm * (v[0, i] * product[j] + product[i] * v[0, j]) + 4 * inner / norm / norm * v[0, i] * v[0, j];
            }
        }
    }
}
