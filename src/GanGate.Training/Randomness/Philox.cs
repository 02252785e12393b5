namespace GanGate.Training.Randomness;

/// <summary>
/// Philox 4x32-10 (Salmon et al. 2011): 128 random bits as a function of a counter and a key. Without a state, so that a training that
/// goes on from a checkpoint draws what it would have drawn.
/// </summary>
internal static class Philox
{
    private const uint FactorA = 0xD2511F53, FactorB = 0xCD9E8D57;
    private const uint StepA = 0x9E3779B9, StepB = 0xBB67AE85;
    private const int Rounds = 10;

    /// <summary>The bits that belong to a counter under a key.</summary>
    public static PhiloxBlock Draw(PhiloxBlock counter, uint keyA, uint keyB)
    {
        PhiloxBlock block = counter;
        for (int round = 0; round < Rounds; round++)
        {
            ulong a = (ulong)FactorA * block.A, b = (ulong)FactorB * block.C;
            block = new PhiloxBlock((uint)(b >> 32) ^ block.B ^ keyA, (uint)b, (uint)(a >> 32) ^ block.D ^ keyB, (uint)a);
            keyA += StepA;
            keyB += StepB;
        }

        return block;
    }
}

/// <summary>Four words of 32 bits.</summary>
internal readonly record struct PhiloxBlock(uint A, uint B, uint C, uint D);
