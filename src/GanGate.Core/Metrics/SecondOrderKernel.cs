using System.Numerics.Tensors;
using GanGate.Numerics;

namespace GanGate.Metrics;

/// <summary>
/// The second derivative of the Fréchet distance in the samples, in the coordinates y of the transport modes:
/// h(x, z) = x . z + 1/2 sum_ij (x_i x_j - s_i^2 [i = j]) (z_i z_j - s_i^2 [i = j]) / (s_i s_j (s_i + s_j)), of centred samples.
/// The distance of n samples is that of endless ones plus their mean influence plus (1 / n^2) sum_kl h(x_k, x_l).
/// </summary>
/// <remarks>
/// 1 / (s_i + s_j) is the integral of exp(-t (s_i + s_j)) over all t above 0; the trapezoidal rule in log t turns the double sum over modes
/// into a few dozen squares of single ones. Its relative error is below 1e-7 (with the coarse step, below 1e-3) for modes of 1e-6 of the
/// largest or more; smaller ones add next to nothing.
/// </remarks>
internal sealed class SecondOrderKernel
{
    /// <summary>The step in log t where a sampled mean is to come: half the work, and an error far below that of the sampling.</summary>
    public const double Coarse = 1;

    private const double Fine = 0.5, SmallestMode = 1e-6;

    // exp(-t s) is about 1 before the first node and 0 after the last.
    private const double Before = 9, After = 3;

    private readonly double _constant;
    private readonly RowMajorMatrix _nodes;

    /// <summary>The kernel of modes.</summary>
    /// <param name="values">s, ascending.</param>
    /// <param name="step">Of the trapezoidal rule.</param>
    public SecondOrderKernel(double[] values, double step = Fine)
    {
        _constant = values.Sum() / 2;
        if (values.Length == 0)
        {
            _nodes = new RowMajorMatrix(0, 0);
            return;
        }

        // Logarithms of t. All nodes before the first are one at t = 0, with the weight of their geometric series.
        double first = -Math.Log(2 * values[^1]) - Before;
        int count = (int)Math.Ceiling((Before + After - Math.Log(Math.Max(SmallestMode, values[0] / values[^1]))) / step);
        _nodes = new RowMajorMatrix(count + 1, values.Length);
        Fill(_nodes[0], values, Math.Exp(first) / (Math.Exp(step) - 1), step, 0);
        for (int node = 0; node < count; node++)
        {
            double t = Math.Exp(first + (node * step));
            Fill(_nodes[node + 1], values, t, step, t);
        }
    }

    /// <summary>sum_ij p_i p_j / (s_i s_j (s_i + s_j)) - 1/2 sum_i s_i for each row p, products of the modes of a pair.</summary>
    /// <param name="products">x_i z_i in the first rows.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="threads">Threads; the result does not depend on it.</param>
    public double[] Quartic(RowMajorMatrix products, int count, int threads)
    {
        RowMajorMatrix sums = new(count, _nodes.Rows);
        RowMajorMatrix.MultiplyRows(products, count, _nodes, sums, threads);
        double[] values = new double[count];
        for (int row = 0; row < count; row++) values[row] = TensorPrimitives.SumOfSquares<double>(sums[row]) - _constant;
        return values;
    }

    /// <summary>h of a pair.</summary>
    /// <param name="scalar">x . z.</param>
    /// <param name="quartic">See <see cref="Quartic"/>.</param>
    /// <param name="first">x^T A x = sum_i x_i^2 / s_i.</param>
    /// <param name="second">z^T A z.</param>
    public double Of(double scalar, double quartic, double first, double second) =>
        scalar + ((quartic - ((first + second) / 2)) / 2) + _constant;

    // sqrt(weight) exp(-t s_i) / s_i, by which products of modes are multiplied.
    private static void Fill(Span<double> node, double[] values, double weight, double step, double t)
    {
        for (int i = 0; i < node.Length; i++) node[i] = Math.Sqrt(step * weight) * Math.Exp(-t * values[i]) / values[i];
    }
}
