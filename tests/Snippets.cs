using System.Text.RegularExpressions;

namespace GanGate.Tests;

/// <summary>The code blocks of the README and the user pages, so that tests can run them as written.</summary>
internal static partial class Snippets
{
    /// <summary>Every page that shows code to users.</summary>
    public static IEnumerable<string> Pages =>
        [Path.Combine(Repository.Root, "README.md"), .. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Order(StringComparer.Ordinal)];

    /// <summary>The blocks of one language on a page, without their fences.</summary>
    public static string[] Of(string page, string language) =>
        [.. Block().Matches(File.ReadAllText(page)).Where(block => block.Groups[1].Value == language).Select(block => block.Groups[2].Value)];

    [GeneratedRegex(@"^```(\w+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
