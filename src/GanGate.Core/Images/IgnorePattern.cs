using System.Text;
using System.Text.RegularExpressions;

namespace GanGate.Images;

/// <summary>
/// A pattern as of .gitignore: without a slash it fits the name of a file or folder at any depth, with one a path from the source on; a
/// slash at its end fits folders only, * and ? any characters but slashes, [abc] one of some, **/ any folders, and ! before it takes back
/// what patterns before it said. Case does not matter.
/// </summary>
internal sealed class IgnorePattern
{
#if NET
    // Linear time whatever the pattern.
    private const RegexOptions LinearTime = RegexOptions.NonBacktracking;
#else
    private const RegexOptions LinearTime = RegexOptions.None;
#endif

    private readonly Regex _names;

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public IgnorePattern(string pattern)
    {
        TakesBack = pattern.Length > 0 && pattern[0] == '!';
        string text = (TakesBack ? pattern.Substring(1) : pattern).Replace(Path.DirectorySeparatorChar, '/');
        bool foldersOnly = text.Length > 0 && text[text.Length - 1] == '/';
        text = text.TrimEnd('/');
        if (text.Trim().Length == 0) throw new ArgumentException("the pattern is empty", nameof(pattern));
        string anywhere = text.IndexOf('/') < 0 ? "(?:.*/)?" : "";
        string inside = foldersOnly ? "/.*" : "(?:/.*)?";
        _names = new Regex(
            $"^{anywhere}{ToRegex(text.TrimStart('/'))}{inside}\\z",
            LinearTime | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline);
    }

    /// <summary>Whether it takes names back in that patterns before it left out.</summary>
    public bool TakesBack { get; }

    /// <summary>Whether a name, relative to the source and with / between its parts, fits.</summary>
    public bool Matches(string name) => _names.IsMatch(name);

    private static string ToRegex(string pattern)
    {
        StringBuilder regex = new();
        for (int i = 0; i < pattern.Length; i++)
        {
            int end = pattern[i] == '[' ? pattern.IndexOf(']', Math.Min(i + 2, pattern.Length)) : -1;
            if (string.CompareOrdinal(pattern, i, "**/", 0, 3) == 0)
            {
                regex.Append("(?:.*/)?");
                i += 2;
            }
            else if (string.CompareOrdinal(pattern, i, "**", 0, 3) == 0)
            {
                regex.Append(".*");
                i++;
            }
            else if (end > 0)
            {
                regex.Append(OneOf(pattern.Substring(i + 1, end - i - 1)));
                i = end;
            }
            else
            {
                regex.Append(pattern[i] switch { '*' => "[^/]*", '?' => "[^/]", char c => Regex.Escape(c.ToString()) });
            }
        }

        return regex.ToString();
    }

    // Of a class of characters only the - between two of them has a meaning, and ! or ^ at the start.
    private static string OneOf(string characters)
    {
        bool none = characters.Length > 0 && characters[0] is '!' or '^';
        string escaped = Regex.Replace(none ? characters.Substring(1) : characters, @"[\[\]\\^]", @"\$&");
        return none ? $"[^/{escaped}]" : $"[{escaped}]";
    }
}
