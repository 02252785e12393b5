using System.Numerics;

namespace GanGate.Metrics;

/// <summary>
/// The stream of numpy's RandomState: Mersenne Twister MT19937 (Matsumoto and Nishimura 1998), seeded by an integer. The peers
/// choose subsets and shuffle with it, so equal numbers need an equal stream.
/// </summary>
internal sealed class NumpyRandom
{
    private const int Length = 624;
    private const int Middle = 397;

    private readonly uint[] _state = new uint[Length];
    private int _next = Length;

    /// <summary>The stream of RandomState(seed).</summary>
    public NumpyRandom(uint seed)
    {
        _state[0] = seed;
        for (int i = 1; i < Length; i++)
        {
            uint before = _state[i - 1];
            _state[i] = (1812433253u * (before ^ (before >> 30))) + (uint)i;
        }
    }

    /// <summary>The next 32 random bits.</summary>
    public uint NextUInt32()
    {
        if (_next == Length)
        {
            Twist();
            _next = 0;
        }

        uint value = _state[_next++];
        value ^= value >> 11;
        value ^= (value << 7) & 0x9d2c5680;
        value ^= (value << 15) & 0xefc60000;
        return value ^ (value >> 18);
    }

    /// <summary>RandomState.permutation(count): the numbers 0 to count - 1, shuffled from the end.</summary>
    public int[] Permutation(int count)
    {
        int[] values = new int[count];
        for (int i = 0; i < count; i++) values[i] = i;

        for (int i = count - 1; i > 0; i--)
        {
            int j = (int)NextAtMost((uint)i);
            (values[i], values[j]) = (values[j], values[i]);
        }

        return values;
    }

    // As numpy's legacy shuffle: draws are cut to the bits of the bound and repeated while they exceed it.
    private uint NextAtMost(uint bound)
    {
        uint mask = uint.MaxValue >> BitOperations.LeadingZeroCount(bound);
        uint value;
        do
        {
            value = NextUInt32() & mask;
        }
        while (value > bound);
        return value;
    }

    private void Twist()
    {
        for (int i = 0; i < Length; i++)
        {
            uint bits = (_state[i] & 0x80000000) | (_state[(i + 1) % Length] & 0x7fffffff);
            _state[i] = _state[(i + Middle) % Length] ^ (bits >> 1) ^ ((bits & 1) * 0x9908b0df);
        }
    }
}
