using GanGate.Images;
using GanGate.Measuring;
using GanGate.Numerics;
using GanGate.Statistics;

namespace GanGate.Tests.Calibration;

/// <summary>Sets of features by formula.</summary>
internal static class FeatureSets
{
    /// <summary>Independent normal features.</summary>
    /// <param name="count">n.</param>
    /// <param name="dimension">D.</param>
    /// <param name="stream">Each gives other features.</param>
    /// <param name="shift">Added to all.</param>
    /// <param name="scale">The standard deviation of all.</param>
    public static FeatureSet Normal(int count, int dimension, int stream, double shift = 0, double scale = 1)
    {
        Philox random = new(7);
        float[] values = new float[count * dimension];
        for (int i = 0; i < values.Length; i++) values[i] = (float)(shift + (scale * random.NormalsAt((ulong)stream, (ulong)i).First));
        return Of(values, dimension);
    }

    /// <summary>A set of given features, named by their places; the class of image i is i % classes.</summary>
    public static FeatureSet Of(float[] values, int dimension, int classes = 0)
    {
        MomentAccumulator moments = new(dimension);
        moments.Add(values);
        FeatureStatistics statistics = moments.ToMoments().ToStatistics();
        IEnumerable<string> names = Enumerable.Range(0, values.Length / dimension).Select(i => classes == 0 ? $"{i}" : $"class {i % classes}/{i}");
        return new FeatureSet(() => statistics) { Features = values, Images = new NamedImages("features", [.. names]) };
    }
}
