using System.Numerics.Tensors;

namespace GanGate.Numerics;

/// <summary>Householder's reflections, H = I - tau v v^T.</summary>
internal static unsafe class Reflection
{
    /// <summary>
    /// Finds H such that H x = beta e, e the last unit vector, as LAPACK's dlarfg but with the last value of v equal to 1.
    /// </summary>
    /// <param name="x">The vector; becomes v.</param>
    /// <param name="length">At least 1.</param>
    /// <returns>beta and tau; tau is 0, and H the identity, when x is a multiple of e already.</returns>
    public static (double Beta, double Tau) Larfg(double* x, int length)
    {
        double alpha = x[length - 1];
        Span<double> rest = new(x, length - 1);
        double largest = 0;
        foreach (double value in rest) largest = Math.Max(largest, Math.Abs(value));
        if (largest == 0)
        {
            x[length - 1] = 1;
            return (alpha, 0);
        }

        // A power of two as scale keeps the squares in range and costs no rounding.
        double scale = Math.ScaleB(1, -Math.Clamp(Math.ILogB(Math.Max(largest, Math.Abs(alpha))), -1000, 1000));
        TensorPrimitives.Multiply(rest, scale, rest);
        alpha *= scale;
        double beta = -Math.CopySign(Math.Sqrt(TensorPrimitives.SumOfSquares<double>(rest) + alpha * alpha), alpha);
        TensorPrimitives.Multiply(rest, 1 / (alpha - beta), rest);
        x[length - 1] = 1;
        return (beta / scale, (beta - alpha) / beta);
    }
}
