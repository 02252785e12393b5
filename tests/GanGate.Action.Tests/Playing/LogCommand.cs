using System.Text.RegularExpressions;

namespace GanGate.Tests.Playing;

/// <summary>A workflow command that a runner would find in a log: a line that begins with <c>::</c>, or <c>##[</c> anywhere.</summary>
internal sealed partial record LogCommand(string Name, string Properties, string Message)
{
    public static LogCommand[] In(string log) => [.. log.Split('\n', '\r').Select(Find).OfType<LogCommand>()];

    private static LogCommand? Find(string line)
    {
        Match match = Line().Match(line);
        if (!match.Success) match = Anywhere().Match(line);
        return match.Success ? new(match.Groups[1].Value, match.Groups[2].Value.Trim(), Unescape(match.Groups[3].Value)) : null;
    }

    private static string Unescape(string text) => text
        .Replace("%0D", "\r", StringComparison.Ordinal)
        .Replace("%0A", "\n", StringComparison.Ordinal)
        .Replace("%25", "%", StringComparison.Ordinal);

    [GeneratedRegex(@"^\s*::([\w-]+)(.*?)::(.*)$")]
    private static partial Regex Line();

    [GeneratedRegex(@"##\[([\w-]+)(.*?)\](.*)$")]
    private static partial Regex Anywhere();
}
