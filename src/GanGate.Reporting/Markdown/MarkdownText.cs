using System.Globalization;
using System.Text;

namespace GanGate.Reporting.Markdown;

/// <summary>Text from outside as Markdown that shows it and does nothing else: no markup, no link, no mention, no new line.</summary>
internal static class MarkdownText
{
    private const int LongestName = 120;
    private const int LongestMessage = 400;
    private const int LongestCommand = 2000;
    private const string Active = "\\`*_[]<>&|~$#";

    // A mention is found after rendering, so that no escape helps against it.
    private const string BrokenAt = "@\u200b";

    /// <summary>Words, such as a message.</summary>
    public static string Words(string text) => Escape(PlainText.OneLine(text, LongestMessage), BrokenAt);

    /// <summary>The name of a file, of a gate, or a hash.</summary>
    public static string Name(string name) => $"<code>{Escape(PlainText.OneLine(name, LongestName), "@")}</code>";

    /// <summary>A command, as a block.</summary>
    public static string Block(string command)
    {
        string text = PlainText.OneLine(command, LongestCommand);
        int run = 0, longest = 2;
        foreach (char c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        string fence = new('`', longest + 1);
        return $"{fence}sh\n{text}\n{fence}";
    }

    private static string Escape(string text, string at)
    {
        StringBuilder escaped = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '@') escaped.Append(at);
            else if (Active.Contains(c, StringComparison.Ordinal) || BeginsLink(text, i)) Append(escaped, c);
            else escaped.Append(c);
        }

        return escaped.ToString();
    }

    // http://x and www.x become links by themselves.
    private static bool BeginsLink(string text, int i) =>
        (text[i] == ':' && text.AsSpan(i).StartsWith("://", StringComparison.Ordinal))
        || (text[i] == '.' && text.AsSpan(0, i).EndsWith("www", StringComparison.OrdinalIgnoreCase));

    private static void Append(StringBuilder escaped, char c) => escaped.Append(CultureInfo.InvariantCulture, $"&#{(int)c};");
}
