using GanGate.Metrics;
using GanGate.Statistics;

namespace GanGate.Tests.Metrics;

/// <summary>Seeded Gaussian features with correlated coordinates.</summary>
internal static class GaussianSamples
{
    /// <summary>Rows x = mean + scale * (w_i + mixing * mean of w), w standard normal times 1 / (1 + i / 4).</summary>
    public static float[] Draw(int seed, int count, int dimension, double mean = 0, double scale = 1, double mixing = 1)
    {
        Random random = new(seed);
        float[] values = new float[count * dimension];
        double[] w = new double[dimension];
        for (int row = 0; row < count; row++)
        {
            for (int i = 0; i < dimension; i++) w[i] = Normal(random) / (1 + (i / 4.0));
            double common = mixing * w.Average();
            for (int i = 0; i < dimension; i++) values[(row * dimension) + i] = (float)(mean + (scale * (w[i] + common)));
        }

        return values;
    }

    public static FeatureRows Rows(float[] values, int dimension) => new(values, dimension, "generated");

    public static FeatureStatistics Statistics(float[] values, int dimension)
    {
        MomentAccumulator moments = new(dimension);
        moments.Add(values);
        return moments.ToMoments().ToStatistics();
    }

    public static DistanceError Error(float[] values, int dimension, FeatureStatistics reference) =>
        DistanceError.Of(Rows(values, dimension), Statistics(values, dimension), reference);

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
