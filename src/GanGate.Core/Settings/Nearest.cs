namespace GanGate.Settings;

/// <summary>The name that somebody may have meant.</summary>
internal static class Nearest
{
    private const int MostErrors = 2;

    /// <summary>The nearest of some names, as the end of a message; empty where none is near.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="names">What there is.</param>
    public static string Hint(string name, IEnumerable<string> names) => To(name, names) is string meant ? $", did you mean '{meant}'?" : "";

    /// <summary>The nearest of some names; null where none differs by a few letters only.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="names">What there is.</param>
    public static string? To(string name, IEnumerable<string> names)
    {
        (string Name, int Errors)[] near = [.. names
            .Select(known => (known, ErrorsBetween(name.ToUpperInvariant(), known.ToUpperInvariant())))
            .Where(known => known.Item2 <= MostErrors && known.Item2 < known.known.TrimStart('-').Length)
            .OrderBy(known => known.Item2)];
        return near.Length == 0 ? null : near[0].Name;
    }

    // The least number of letters that are wrong, missing, too many or swapped with their neighbour (Damerau 1964).
    private static int ErrorsBetween(string one, string other)
    {
        int[,] errors = new int[one.Length + 1, other.Length + 1];
        for (int i = 0; i <= one.Length; i++) errors[i, 0] = i;
        for (int j = 0; j <= other.Length; j++) errors[0, j] = j;
        for (int i = 1; i <= one.Length; i++)
        {
            for (int j = 1; j <= other.Length; j++)
            {
                int changed = errors[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                int best = Math.Min(changed, Math.Min(errors[i - 1, j], errors[i, j - 1]) + 1);
                bool swapped = i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
                errors[i, j] = swapped ? Math.Min(best, errors[i - 2, j - 2] + 1) : best;
            }
        }

        return errors[one.Length, other.Length];
    }
}
