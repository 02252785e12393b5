namespace GanGate.Archives;

/// <summary>The parts of a file that its entries claim.</summary>
internal static class FileRanges
{
    /// <summary>Makes sure that no two entries share bytes: else a small file could claim to be any size, and be read as often.</summary>
    /// <param name="ranges">Names with their first byte and the one behind their last.</param>
    /// <returns>The ranges in the order of the file; empty ones before those that begin at the same byte.</returns>
    /// <exception cref="InvalidDataException">Two do.</exception>
    public static IReadOnlyList<(string Name, long Start, long End)> RequireApart(IEnumerable<(string Name, long Start, long End)> ranges)
    {
        (string Name, long Start, long End)[] sorted = [.. ranges.OrderBy(range => range.Start).ThenBy(range => range.End)];
        for (int i = 1; i < sorted.Length; i++)
        {
            if (sorted[i].Start < sorted[i - 1].End)
            {
                throw new InvalidDataException($"its entries '{sorted[i - 1].Name}' and '{sorted[i].Name}' share bytes");
            }
        }

        return sorted;
    }
}
