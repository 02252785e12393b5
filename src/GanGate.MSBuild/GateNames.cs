namespace GanGate.MSBuild;

/// <summary>Gates' names become names of files.</summary>
internal static class GateNames
{
    /// <summary>What is wrong with the names of a project's gates; null when nothing is.</summary>
    /// <param name="names">All of them.</param>
    /// <param name="folder">Where their files go.</param>
    public static string? Refuse(IEnumerable<string> names, string folder)
    {
        string inside = Path.GetFullPath(Path.Combine(folder, ".")).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (string name in names)
        {
            if (!seen.Add(name))
            {
                return $"two gates are called '{name}': give each a name of its own";
            }

            if (!Path.GetFullPath(Path.Combine(folder, name + ".json")).StartsWith(inside, StringComparison.Ordinal))
            {
                return $"a gate cannot be called '{name}', because its report would lie outside '{folder}'";
            }
        }

        return null;
    }
}
