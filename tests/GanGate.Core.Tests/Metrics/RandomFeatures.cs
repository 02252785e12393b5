namespace GanGate.Tests.Metrics;

/// <summary>Features for tests, the same on every run.</summary>
internal static class RandomFeatures
{
    /// <summary>Values between -1 and 1.</summary>
    public static float[] Smooth(int seed, int count, int dimension)
        => Make(count * dimension, new Random(seed), random => (2 * random.NextSingle()) - 1);

    /// <summary>Values 0, 1, 2 or 3: many rows are equal and many distances tie.</summary>
    public static float[] OnGrid(int seed, int count, int dimension)
        => Make(count * dimension, new Random(seed), random => random.Next(4));

    /// <summary>One row.</summary>
    public static ReadOnlySpan<float> Row(float[] features, int dimension, int row) => features.AsSpan(row * dimension, dimension);

    private static float[] Make(int length, Random random, Func<Random, float> next)
    {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) values[i] = next(random);

        return values;
    }
}
