using System.Numerics.Tensors;

namespace GanGate.Numerics;

/// <summary>
/// The part of a merge of divide and conquer in which eigenvalues of the halves are eigenvalues of the whole, as LAPACK's dlaed2:
/// those whose vector the coupling does not touch, and one of every two that are equal but for rounding.
/// </summary>
internal sealed class Deflation
{
    private readonly double[] _z;
    private readonly double[] _values;
    private readonly bool[] _isMixed;
    private readonly int _half;

    /// <summary>Deflates; vectors and values of pairs of equal values are rotated in place.</summary>
    /// <param name="values">The eigenvalues of both halves.</param>
    /// <param name="vectors">Their vectors as rows.</param>
    /// <param name="coupling">The value beside the diagonal between the halves.</param>
    public Deflation(Span<double> values, MatrixView vectors, double coupling)
    {
        int size = values.Length;
        _half = size / 2;
        (_z, _isMixed) = (new double[size], new bool[size]);
        double sign = Math.CopySign(Math.Sqrt(0.5), coupling);
        for (int i = 0; i < _half; i++) _z[i] = Math.Sqrt(0.5) * vectors[i, _half - 1];
        for (int i = _half; i < size; i++) _z[i] = sign * vectors[i, _half];
        Rho = 2 * Math.Abs(coupling);

        List<int> kept = [], deflated = [];
        double tolerance = 8 * Lamch.Epsilon * Math.Max(Math.Abs(TensorPrimitives.MaxMagnitude<double>(values)), Rho);
        int candidate = -1;
        foreach (int index in Stedc.Order(values))
        {
            if (Rho * Math.Abs(_z[index]) <= tolerance)
            {
                deflated.Add(index);
                continue;
            }

            if (candidate >= 0)
            {
                (Merge(candidate, index, values, vectors, tolerance) ? deflated : kept).Add(candidate);
            }

            candidate = index;
        }

        if (candidate >= 0) kept.Add(candidate);
        _values = values.ToArray();
        Poles = [.. kept.Select(index => _values[index])];
        Squares = [.. kept.Select(index => _z[index] * _z[index])];
        Signs = [.. kept.Select(index => Math.Sign(_z[index]))];
        Group(kept, deflated);
    }

    /// <summary>The weight of the coupling.</summary>
    public double Rho { get; }

    /// <summary>The eigenvalues of the halves that remain, ascending.</summary>
    public double[] Poles { get; }

    /// <summary>z_i^2 of those that remain.</summary>
    public double[] Squares { get; }

    /// <summary>The signs of z_i.</summary>
    public int[] Signs { get; }

    /// <summary>Rows of the vectors in the order first half only, mixed, second half only, deflated.</summary>
    public int[] Grouped { get; private set; } = [];

    /// <summary>For each remaining eigenvalue its place in <see cref="Grouped"/>.</summary>
    public int[] Place { get; private set; } = [];

    /// <summary>Remaining vectors that are zero in the second half.</summary>
    public int FirstOnly { get; private set; }

    /// <summary>Remaining vectors that may be nonzero in both halves.</summary>
    public int Mixed { get; private set; }

    /// <summary>If two values are so close that a rotation may remove the coupling of the lower one, rotates.</summary>
    private unsafe bool Merge(int low, int high, Span<double> values, MatrixView vectors, double tolerance)
    {
        double length = Math.Sqrt(_z[low] * _z[low] + _z[high] * _z[high]), c = _z[high] / length, s = -_z[low] / length;
        if (Math.Abs((values[high] - values[low]) * c * s) > tolerance) return false;

        (_z[low], _z[high]) = (0, length);
        double lowValue = values[low], highValue = values[high];
        values[low] = lowValue * c * c + highValue * s * s;
        values[high] = lowValue * s * s + highValue * c * c;
        double* a = vectors.Row(low), b = vectors.Row(high);
        for (int i = 0; i < vectors.Columns; i++) (a[i], b[i]) = (c * a[i] + s * b[i], c * b[i] - s * a[i]);
        if (low < _half != high < _half || _isMixed[low]) _isMixed[high] = true;
        return true;
    }

    private void Group(List<int> kept, List<int> deflated)
    {
        int Type(int index) => _isMixed[index] ? 1 : index < _half ? 0 : 2;
        int[] byType = [.. Enumerable.Range(0, kept.Count).OrderBy(i => Type(kept[i]))];
        Place = new int[kept.Count];
        for (int i = 0; i < byType.Length; i++) Place[byType[i]] = i;
        Grouped = [.. byType.Select(i => kept[i]), .. deflated];
        FirstOnly = kept.Count(index => Type(index) == 0);
        Mixed = kept.Count(index => Type(index) == 1);
    }
}
