namespace GanGate.Numerics;

/// <summary>
/// Philox 4x32-10, a counter-based generator of random numbers (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"): any
/// number of any stream is computed by itself, in any order and on any thread.
/// </summary>
/// <param name="seed">The key.</param>
internal readonly struct Philox(ulong seed)
{
    private const int Rounds = 10;
    private const ulong MultiplierA = 0xD2511F53;
    private const ulong MultiplierB = 0xCD9E8D57;
    private const uint WeylA = 0x9E3779B9;
    private const uint WeylB = 0xBB67AE85;

    /// <summary>128 random bits, two halves of 64.</summary>
    /// <param name="stream">Which stream, such as a sample: the counter's upper half.</param>
    /// <param name="position">The place in the stream: the counter's lower half.</param>
    public (ulong Low, ulong High) At(ulong stream, ulong position)
    {
        (uint c0, uint c1, uint c2, uint c3) = ((uint)position, (uint)(position >> 32), (uint)stream, (uint)(stream >> 32));
        (uint k0, uint k1) = ((uint)seed, (uint)(seed >> 32));
        for (int round = 0; round < Rounds; round++)
        {
            ulong a = MultiplierA * c0, b = MultiplierB * c2;
            (c0, c1, c2, c3) = ((uint)(b >> 32) ^ c1 ^ k0, (uint)b, (uint)(a >> 32) ^ c3 ^ k1, (uint)a);
            (k0, k1) = (k0 + WeylA, k1 + WeylB);
        }

        return (((ulong)c1 << 32) | c0, ((ulong)c3 << 32) | c2);
    }

    /// <summary>A uniform number strictly between 0 and 1: (k + 1/2) / 2^52.</summary>
    public double UniformAt(ulong stream, ulong position) => Uniform(At(stream, position).Low);

    /// <summary>Two independent uniform numbers strictly between 0 and 1, of which the first is <see cref="UniformAt"/>.</summary>
    public (double First, double Second) UniformsAt(ulong stream, ulong position)
    {
        (ulong low, ulong high) = At(stream, position);
        return (Uniform(low), Uniform(high));
    }

    /// <summary>Two independent numbers of the standard normal distribution.</summary>
    public (double First, double Second) NormalsAt(ulong stream, ulong position)
    {
        (double first, double second) = UniformsAt(stream, position);
        return Normals(first, second);
    }

    /// <summary>The numbers 0 to <paramref name="count"/> - 1 in random order: each draws a uniform number, and they are sorted by it.</summary>
    public int[] Order(ulong stream, int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        double[] draws = new double[count];
        for (int i = 0; i < count; i++) draws[i] = UniformAt(stream, (ulong)i);
        Array.Sort(draws, order);
        return order;
    }

    /// <summary>Two independent uniform numbers as two of the standard normal distribution (Box and Muller 1958).</summary>
    /// <param name="first">Above 0, at most 1.</param>
    /// <param name="second">From 0 to 1.</param>
    public static (double First, double Second) Normals(double first, double second)
    {
        double radius = Math.Sqrt(-2 * Math.Log(first));
        (double sine, double cosine) = Math.SinCos(2 * Math.PI * second);
        return (radius * cosine, radius * sine);
    }

    private static double Uniform(ulong bits) => ((bits >> 12) + 0.5) * (1.0 / (1L << 52));
}
