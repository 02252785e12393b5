using GanGate.Numerics;

namespace GanGate.Training.Randomness;

/// <summary>Random numbers by seed, purpose and step: the same wherever and in whatever order they are asked for.</summary>
/// <param name="seed">Of the whole run.</param>
/// <param name="purpose">What the numbers are for; each has a stream of its own.</param>
internal sealed class RandomStream(long seed, RandomPurpose purpose)
{
    private readonly Philox _random = new((ulong)seed);

    /// <summary>Numbers uniform in [low, high).</summary>
    public void FillUniform(Span<float> values, long step, float low, float high)
    {
        for (int i = 0; i < values.Length; i++) values[i] = low + ((high - low) * (float)Unit(At(step, i / 4), i % 4));
    }

    /// <summary>Numbers of the normal distribution of mean 0.</summary>
    public void FillNormal(Span<float> values, long step, float deviation = 1)
    {
        for (int i = 0; i < values.Length; i++) values[i] = deviation * (float)Normal(step, i);
    }

    /// <summary>One number of the standard normal distribution.</summary>
    public double Normal(long step, int index)
    {
        (ulong Low, ulong High) block = At(step, index / 2);
        (double first, double second) = index % 2 == 0 ? (Unit(block, 0), Unit(block, 1)) : (Unit(block, 2), Unit(block, 3));
        return Philox.Normals(1 - first, second).First;
    }

    /// <summary>The numbers 0 to count - 1 in random order.</summary>
    public int[] Permutation(int count, long step)
    {
        int[] values = [.. Enumerable.Range(0, count)];
        for (int i = count - 1; i > 0; i--)
        {
            int j = (int)(Unit(At(step, i), 0) * (i + 1));
            (values[i], values[j]) = (values[j], values[i]);
        }

        return values;
    }

    // A counter of four words: the block, the step in two, the purpose.
    private (ulong Low, ulong High) At(long step, int block) =>
        _random.At(((ulong)purpose << 32) | (uint)(step >> 32), ((ulong)(uint)step << 32) | (uint)block);

    // In [0, 1), with the 24 bits that a float holds.
    private static double Unit((ulong Low, ulong High) block, int word) =>
        ((uint)((word < 2 ? block.Low : block.High) >> (32 * (word & 1))) >> 8) * (1.0 / (1 << 24));
}
