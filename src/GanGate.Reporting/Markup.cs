using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace GanGate.Reporting;

/// <summary>A piece of HTML or SVG. Whatever is put into a hole of one is escaped, unless it is markup itself.</summary>
internal readonly record struct Markup
{
    private readonly string? _text;

    private Markup(string text) => _text = text;

    /// <summary>Nothing.</summary>
    public static Markup Empty => default;

    /// <summary>Markup from an interpolated string: only what stands literally in the source is not escaped.</summary>
    public static Markup Of(MarkupHandler markup) => new(markup.Text);

    /// <summary>Text that is markup already, such as a style sheet of our own.</summary>
    public static Markup Constant([ConstantExpected] string markup) => new(markup);

    /// <summary>Pieces one after the other.</summary>
    public static Markup Join(IEnumerable<Markup> pieces) => new(string.Concat(pieces.Select(piece => piece._text)));

    /// <inheritdoc/>
    public override string ToString() => _text ?? "";
}

/// <summary>Builds markup from an interpolated string.</summary>
[InterpolatedStringHandler]
internal readonly ref struct MarkupHandler
{
    private readonly StringBuilder _text;

    public MarkupHandler(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (16 * formattedCount));

    internal string Text => _text.ToString();

    public void AppendLiteral(string value) => _text.Append(value);

    public void AppendFormatted(Markup value) => _text.Append(value.ToString());

    public void AppendFormatted(IEnumerable<Markup> values)
    {
        foreach (Markup value in values) AppendFormatted(value);
    }

    public void AppendFormatted(int value) => _text.Append(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A length or position in pixels.</summary>
    public void AppendFormatted(double value) => _text.Append(value.ToString("0.##", CultureInfo.InvariantCulture));

    /// <summary>Escapes for the content of an element or a quoted attribute.</summary>
    public void AppendFormatted(string? value)
    {
        foreach (char c in PlainText.OneLine(value ?? ""))
        {
            _ = c switch
            {
                '&' => _text.Append("&amp;"),
                '<' => _text.Append("&lt;"),
                '>' => _text.Append("&gt;"),
                '"' => _text.Append("&quot;"),
                '\'' => _text.Append("&#39;"),
                _ => _text.Append(c),
            };
        }
    }
}
