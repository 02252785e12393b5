using System.Numerics.Tensors;
using GanGate.Numerics;
using GanGate.Statistics;

namespace GanGate.Metrics;

/// <summary>
/// The positive semidefinite matrix nearest to one that rounding has left with negative eigenvalues: these become zero (Higham 1988, "Computing
/// a nearest symmetric positive semidefinite matrix"). A covariance of fewer images than features that was kept as float16 is such a one.
/// </summary>
internal static class NearestCovariance
{
    /// <summary>Finds it.</summary>
    /// <param name="statistics">What the matrix was read as.</param>
    /// <param name="scaled">Sigma / 2^exponent.</param>
    /// <param name="exponent">The scale.</param>
    /// <param name="threads">Threads; the result does not depend on it.</param>
    /// <returns>The matrix on the same scale; null where rounding does not explain the negative eigenvalues.</returns>
    public static double[]? Of(FeatureStatistics statistics, double[] scaled, int exponent, int threads)
    {
        int dimension = statistics.Dimension;
        double[] values = RowMajorMatrix.Scaled(scaled, dimension, dimension, 1).TakeEigenvalues(out RowMajorMatrix vectors, threads);
        double allowed = CovarianceRounding.Of(statistics.Sigma).OfEigenvalues(statistics);
        if (values[0] < -Math.ScaleB(allowed, -exponent)) return null;

        for (int i = 0; i < dimension; i++) TensorPrimitives.Multiply(vectors[i], Math.Sqrt(Math.Max(0, values[i])), vectors[i]);
        RowMajorMatrix nearest = new(dimension, dimension);
        nearest.AddGram(vectors, dimension, threads);
        Symmetric.MirrorLower(nearest.Values, dimension);
        return nearest.Values.ToArray();
    }
}
