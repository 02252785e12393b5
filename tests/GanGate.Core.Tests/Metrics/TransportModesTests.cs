using GanGate.Metrics;
using GanGate.Numerics;
using GanGate.Statistics;

namespace GanGate.Tests.Metrics;

public class TransportModesTests
{
    private static readonly double[] Deviations = [0.5, 1, 2, 4, 0];
    private static readonly double[] Variances = [3, 0.25, 1, 0, 2];

    [Test]
    public void The_map_divides_by_the_square_root_and_leaves_out_what_either_side_lacks([Values(5, 12)] int dimension)
    {
        // Samples at plus and minus a_i on each axis: the covariance is diagonal, so A = diag(sqrt(r_i / g_i)), 0 where g_i or r_i is 0.
        int count = 2 * Deviations.Length;
        float[] samples = new float[count * dimension];
        double[] sigma = new double[dimension * dimension];
        for (int axis = 0; axis < Deviations.Length; axis++)
        {
            samples[(2 * axis * dimension) + axis] = (float)Deviations[axis];
            samples[(((2 * axis) + 1) * dimension) + axis] = (float)-Deviations[axis];
            sigma[axis * (dimension + 1)] = Variances[axis];
        }

        FeatureStatistics generated = GaussianSamples.Statistics(samples, dimension);
        CentredRows rows = new(GaussianSamples.Rows(samples, dimension), generated.Mu, 1);
        PivotedCholesky factor = PivotedCholesky.Pstrf(sigma, dimension, threads: 1);
        TransportModes modes = TransportModes.Of(
            rows,
            RowMajorMatrix.Scaled(generated.Sigma, dimension, dimension, 1),
            RowMajorMatrix.Scaled(factor.TransposedFactor, factor.Rank, dimension, 1),
            threads: 1);
        RowMajorMatrix centred = new(count, dimension), y = new(count, modes.Values.Length);
        rows.Copy(0, count, centred);
        modes.Project(0, centred, count, y);

        for (int row = 0; row < count; row++)
        {
            double deviation = Deviations[row / 2], variance = generated.Sigma[row / 2 * (dimension + 1)];
            double expected = variance == 0 ? 0 : Math.Sqrt(Variances[row / 2] / variance) * deviation * deviation;
            double mapped = Enumerable.Range(0, modes.Values.Length).Sum(mode => y[row][mode] * y[row][mode] / modes.Values[mode]);
            Assert.That(mapped, Is.EqualTo(expected).Within(1e-12), $"sample {row}");
        }
    }
}
