namespace GanGate.Texts;

/// <summary>The runs of n characters within a line, each as one number.</summary>
internal static class Ngrams
{
    /// <summary>The longest run that fits 128 bits.</summary>
    public const int Longest = 6;

    // A Unicode scalar value is at most 0x10FFFF.
    private const int BitsPerCharacter = 21;

    /// <summary>How many runs of n characters a line of so many characters has.</summary>
    public static int PerLine(int length, int n) => length - n + 1;

    /// <summary>Writes every run of a line, from left to right; equal runs give equal numbers.</summary>
    /// <param name="line">The characters.</param>
    /// <param name="n">1 to <see cref="Longest"/>, at most the line's length.</param>
    /// <param name="keys">Receives <see cref="PerLine"/> numbers.</param>
    public static void Write(ReadOnlySpan<int> line, int n, Span<UInt128> keys)
    {
        UInt128 mask = (UInt128.One << (BitsPerCharacter * n)) - 1, key = 0;
        for (int i = 0; i < line.Length; i++)
        {
            key = ((key << BitsPerCharacter) | (uint)line[i]) & mask;
            if (i >= n - 1) keys[i - n + 1] = key;
        }
    }
}
