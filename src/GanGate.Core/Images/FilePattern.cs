using System.Text;
using System.Text.RegularExpressions;

namespace GanGate.Images;

/// <summary>A pattern of file names: the folder before its first * or ?, and a test for the names below that folder.</summary>
internal sealed class FilePattern
{
#if NET
    // Linear time whatever the pattern.
    private const RegexOptions LinearTime = RegexOptions.NonBacktracking;
#else
    private const RegexOptions LinearTime = RegexOptions.None;
#endif

    private readonly Regex _names;

    private FilePattern(string folder, string names)
    {
        Folder = folder.Length == 0 ? "." : folder;
        Recurses = names.IndexOf('/') > 0;
        _names = new Regex(ToRegex(names), LinearTime | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    /// <summary>The part without wildcards.</summary>
    public string Folder { get; }

    /// <summary>Whether names in deeper folders can match.</summary>
    public bool Recurses { get; }

    /// <summary>The pattern in a path; null when it has no wildcards.</summary>
    public static FilePattern? Parse(string path)
    {
        string text = path.Replace(Path.DirectorySeparatorChar, '/');
        int wildcard = text.IndexOfAny(['*', '?']);
        if (wildcard < 0)
        {
            return null;
        }

        int start = text.LastIndexOf('/', wildcard) + 1;
        return new FilePattern(text.Substring(0, start), text.Substring(start));
    }

    /// <summary>Whether a name, relative to the folder and with / between its parts, fits.</summary>
    public bool Matches(string name) => _names.IsMatch(name);

    private static string ToRegex(string pattern)
    {
        StringBuilder regex = new("^");
        for (int i = 0; i < pattern.Length; i++)
        {
            if (string.CompareOrdinal(pattern, i, "**/", 0, 3) == 0)
            {
                regex.Append("(?:.*/)?");
                i += 2;
            }
            else
            {
                regex.Append(pattern[i] switch { '*' => "[^/]*", '?' => "[^/]", char c => Regex.Escape(c.ToString()) });
            }
        }

        return regex.Append("\\z").ToString();
    }
}
