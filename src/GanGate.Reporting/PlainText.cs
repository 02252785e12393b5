using System.Globalization;
using System.Text;

namespace GanGate.Reporting;

/// <summary>Text from outside, such as a file's name, made fit to be shown: one line on which nothing acts.</summary>
public static class PlainText
{
    /// <summary>
    /// Replaces what breaks a line, moves a cursor, turns the direction of writing or is half a character, and cuts what is too long.
    /// </summary>
    /// <param name="text">Anything.</param>
    /// <param name="longest">The most characters; a longer text keeps its beginning and its end.</param>
    public static string OneLine(string text, int longest = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > longest) text = $"{text[..(longest / 2)]}…{text[^((longest - 1) / 2)..]}";
        if (text.All(c => c is >= ' ' and <= '~')) return text;

        StringBuilder line = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes()) line.Append(IsVisible(rune) ? rune.ToString() : rune.Value == '\n' ? " " : "�");
        return line.ToString();
    }

    // Lone surrogates come as U+FFFD from the enumeration.
    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
