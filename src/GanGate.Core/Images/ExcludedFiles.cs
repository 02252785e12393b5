namespace GanGate.Images;

/// <summary>
/// Patterns of files that are no part of a source: grids, masks and thumbnails that lie among its images. They are written as in
/// .gitignore: <c>grid-*</c>, <c>*_mask.png</c>, <c>thumbs/</c>, <c>/previews/**/*.jpg</c>, <c>!grid-7.png</c>; the last one that fits decides.
/// </summary>
public sealed class ExcludedFiles : IEquatable<ExcludedFiles>
{
    private readonly IgnorePattern[] _patterns;

    private ExcludedFiles(string[] texts) => (Patterns, _patterns) = (texts, Array.ConvertAll(texts, Read));

    /// <summary>The patterns as they were given.</summary>
    public IReadOnlyList<string> Patterns { get; }

    /// <summary>Reads patterns; one may be several lines, as in .gitignore.</summary>
    /// <returns>Null where there are none.</returns>
    /// <exception cref="GanGateException">GG2001: one is empty or no pattern.</exception>
    public static ExcludedFiles? Of(IReadOnlyList<string>? patterns) => patterns is [_, ..]
        ? new ExcludedFiles([.. patterns.SelectMany(lines => Lines(lines))])
        : null;

    /// <summary>Whether a name, relative to the source and with / between its parts, is left out.</summary>
    internal bool Hold(string name) => Array.FindLast(_patterns, pattern => pattern.Matches(name)) is { TakesBack: false };

    /// <summary>The patterns in quotes, with commas between them.</summary>
    public override string ToString() => string.Join(", ", Patterns.Select(pattern => $"'{pattern}'"));

    /// <inheritdoc/>
    public bool Equals(ExcludedFiles? other) => other is not null && Patterns.SequenceEqual(other.Patterns);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ExcludedFiles);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    private static IEnumerable<string> Lines(string? text) => text?.Contains('\n', StringComparison.Ordinal) is true
        ? text.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)
        : [text ?? ""];

    private static IgnorePattern Read(string? text)
    {
        try
        {
            return new IgnorePattern(text ?? "");
        }
        catch (ArgumentException failure)
        {
            throw new GanGateException(
                ErrorCodes.Usage,
                $"'{text}' is no pattern of files to exclude: write them as in .gitignore, such as 'grid-*' or 'thumbs/'",
                failure);
        }
    }
}
