using System.Numerics.Tensors;
using GanGate.Numerics;

namespace GanGate.Metrics;

/// <summary>
/// What the reference's own sampling adds to a distance. It is common to all scores against that reference and is not part of
/// <see cref="DistanceError.StandardError"/>. Gaussian approximation: the reference's features are not at hand.
/// </summary>
/// <param name="StandardError">
/// SE_r^2 = (4 d^T S_r d + 2 Tr(((I - A_r) S_r)^2)) / n_r with d = mu_r - mu_g and A_r the map from reference to generated.
/// </param>
/// <param name="Bias">Tr S_r / n_r + sum_ij s_i s_j (1 + [i = j]) / (2 n_r (s_i + s_j)).</param>
public sealed record ReferenceShare(double StandardError, double Bias)
{
    /// <summary>Computes the share.</summary>
    /// <param name="factor">L_r^T, rank x D.</param>
    /// <param name="modes">The modes of the map; Tr(A_r S_r^2) = sum_i s_i |L_r v_i|^2 and Tr(A_r S_r A_r S_r) = sum_i s_i^2.</param>
    /// <param name="shift">mu_g - mu_r.</param>
    /// <param name="trace">Tr S_r.</param>
    /// <param name="count">n_r.</param>
    /// <param name="unit">What the results are multiplied by to undo the scaling of the arguments.</param>
    /// <param name="threads">Threads; the result does not depend on it.</param>
    internal static ReferenceShare Of(
        RowMajorMatrix factor, TransportModes modes, double[] shift, double trace, long count, double unit, int threads)
    {
        double[] s = modes.Values;
        double shifted = 0, squared = 0, bias = 0;
        for (int row = 0; row < factor.Rows; row++)
        {
            double along = TensorPrimitives.Dot(factor[row], shift);
            shifted += along * along;
        }

        for (int i = 0; i < s.Length; i++)
        {
            squared += (s[i] * s[i]) - (2 * s[i] * modes.SquaredLengths[i]);
            for (int j = 0; j < s.Length; j++) bias += s[i] * s[j] * (i == j ? 2 : 1) / (s[i] + s[j]);
        }

        squared += SquaredNorm(factor, threads);
        double variance = ((4 * shifted) + (2 * Math.Max(0, squared))) / count;
        return new ReferenceShare(Math.Sqrt(variance) * unit, (trace + (bias / 2)) / count * unit);
    }

    // |S_r|^2 = |L_r^T L_r|^2, the smaller of the two products.
    private static double SquaredNorm(RowMajorMatrix factor, int threads) =>
        TensorPrimitives.SumOfSquares<double>(RowMajorMatrix.ProductWithTransposed(factor, factor, threads).Values);
}
