namespace GanGate.Measuring;

/// <summary>How two texts are compared; the defaults are the paper's.</summary>
public sealed record DivergenceOptions
{
    /// <summary>The lengths of n-grams, each 1 to 6 characters.</summary>
    public IReadOnlyList<int> N { get; init; } = [4, 6];

    /// <summary>How many of the generated lines are taken, from the first; null for all.</summary>
    public int? Samples { get; init; } = 640;

    /// <summary>The characters of a line: longer ones are cut, shorter ones padded with a backquote.</summary>
    public int Length { get; init; } = 32;
}
