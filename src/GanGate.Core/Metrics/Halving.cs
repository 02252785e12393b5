using System.Numerics.Tensors;
using GanGate.Numerics;

namespace GanGate.Metrics;

/// <summary>
/// A random split of the samples into halves, to see how the distance grows when there are fewer of them. Only the first half is summed:
/// the second is the rest. What is linear in the samples cancels between the two.
/// </summary>
internal sealed class Halving
{
    private const ulong Seed = 20170626;

    private readonly bool[] _inFirst;
    private readonly RowMajorMatrix _products;
    private readonly RowMajorMatrix _gathered;
    private readonly double[] _modeSum;
    private readonly double[] _featureSum;
    private double _squaredLength;

    /// <summary>Splits n samples.</summary>
    /// <param name="count">n, at least 4.</param>
    /// <param name="dimension">D.</param>
    /// <param name="modes">Modes of the transport map.</param>
    /// <param name="blockRows">The most rows that <see cref="Add"/> will be given.</param>
    /// <param name="split">Decides the split: each number gives another.</param>
    public Halving(int count, int dimension, int modes, int blockRows, int split)
    {
        _inFirst = new bool[count];
        foreach (int row in new Philox(Seed).Order((ulong)split, count).AsSpan(0, count / 2)) _inFirst[row] = true;
        (_products, _gathered) = (new RowMajorMatrix(modes, modes), new RowMajorMatrix(blockRows, modes));
        (_modeSum, _featureSum) = (new double[modes], new double[dimension]);
    }

    /// <summary>Takes the samples of one block that are in the first half.</summary>
    public void Add(int start, RowMajorMatrix centred, RowMajorMatrix modes, int count, int threads)
    {
        int taken = 0;
        for (int row = 0; row < count; row++)
        {
            if (!_inFirst[start + row]) continue;
            modes[row].CopyTo(_gathered[taken++]);
            TensorPrimitives.Add(_modeSum, modes[row], _modeSum);
            TensorPrimitives.Add(_featureSum, centred[row], _featureSum);
            _squaredLength += TensorPrimitives.SumOfSquares<double>(centred[row]);
        }

        _products.AddGram(_gathered, taken, threads);
    }

    /// <summary>The mean over both halves of FD(half) - FD(all).</summary>
    /// <param name="shift">mu_g - mu_r.</param>
    /// <param name="trace">Tr S_g.</param>
    /// <param name="values">s of the modes.</param>
    /// <param name="threads">Threads; the result does not depend on it.</param>
    public double Excess(ReadOnlySpan<double> shift, double trace, double[] values, int threads)
    {
        int all = _inFirst.Length, first = all / 2;
        RowMajorMatrix rest = new(values.Length, values.Length);
        TensorPrimitives.Negate(_products.Values, rest.Values);
        for (int i = 0; i < values.Length; i++) rest[i][i] += (all - 1) * values[i] * values[i];
        double excess = Excess(_products, _squaredLength, first) + Excess(rest, (all - 1) * trace - _squaredLength, all - first);
        double linear = 2 * TensorPrimitives.Dot(shift, _featureSum) * (1.0 / first - 1.0 / (all - first));
        return (excess + linear) / 2 - trace + 2 * values.Sum();

        double Excess(RowMajorMatrix products, double squaredLength, int count)
        {
            double meanSquare = TensorPrimitives.SumOfSquares<double>(_featureSum) / count / count;
            double root = RootOfCovariance(products, count, threads);
            return meanSquare + (squaredLength - count * meanSquare) / (count - 1) - 2 * root;
        }
    }

    private double RootOfCovariance(RowMajorMatrix products, int count, int threads)
    {
        for (int row = 0; row < products.Rows; row++)
        {
            Span<double> values = products[row][..(row + 1)];
            TensorPrimitives.MultiplyAdd(_modeSum.AsSpan(0, row + 1), -_modeSum[row] / count, values, values);
            TensorPrimitives.Divide(values, count - 1, values);
        }

        return products.TakeEigenvalues(threads).Sum(value => Math.Sqrt(Math.Max(0, value)));
    }
}
