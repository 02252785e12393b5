using System.Globalization;
using System.Runtime.CompilerServices;

namespace GanGate.Settings;

/// <summary>
/// A line for a person, in which settings and advice stand as such, so that each face says them in its own words. An interpolated string
/// is one wherever a sentence is wanted; its other values are written in the invariant culture.
/// </summary>
[InterpolatedStringHandler]
internal sealed class Sentence : IEquatable<Sentence>
{
    private readonly List<object> _parts;

    /// <summary>Begins an interpolated string; the compiler calls this.</summary>
    /// <param name="literalLength">Characters of its literal parts.</param>
    /// <param name="formattedCount">Its values.</param>
    public Sentence(int literalLength, int formattedCount) => _parts = new(literalLength > 0 ? (2 * formattedCount) + 1 : formattedCount);

    /// <summary>The line in a face's words.</summary>
    public string In(Words words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return string.Concat(_parts.Select(part => part switch
        {
            SaidSetting setting => words.Say(setting),
            Advice advice => words.Say(advice),
            _ => (string)part,
        }));
    }

    /// <summary>The line in the words of the library.</summary>
    public override string ToString() => In(Words.OfLibrary);

    /// <summary>Whether the same words stand in both, settings among them.</summary>
    public bool Equals(Sentence? other) => other is not null && string.Concat(_parts) == string.Concat(other._parts);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Sentence);

    /// <inheritdoc/>
    public override int GetHashCode() => string.Concat(_parts).GetHashCode(StringComparison.Ordinal);

    /// <summary>A text without settings.</summary>
    public static implicit operator Sentence(string text) => FromString(text);

    /// <summary>A text without settings.</summary>
    public static Sentence FromString(string text) => $"{text}";

    /// <summary>Adds literal text.</summary>
    public void AppendLiteral(string value) => _parts.Add(value);

    /// <summary>Adds a setting.</summary>
    public void AppendFormatted(Setting value) => _parts.Add(new SaidSetting(value));

    /// <summary>Adds a setting with a value.</summary>
    public void AppendFormatted(SaidSetting value) => _parts.Add(value);

    /// <summary>Adds advice.</summary>
    public void AppendFormatted(Advice value) => _parts.Add(value);

    /// <summary>Adds another sentence, with its settings.</summary>
    public void AppendFormatted(Sentence? value) => _parts.AddRange(value?._parts ?? []);

    /// <summary>Adds a value.</summary>
    public void AppendFormatted<T>(T value, string? format = null) => _parts.Add(
        value is IFormattable formattable ? formattable.ToString(format, CultureInfo.InvariantCulture) : value?.ToString() ?? "");
}
