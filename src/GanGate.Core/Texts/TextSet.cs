using GanGate.Archives;
using GanGate.Settings;

namespace GanGate.Texts;

/// <summary>The first lines of a text, or all of them.</summary>
internal sealed class TextSet
{
    private readonly int _length;
    private readonly FileStamp _stamp;

    private TextSet(string path, FileStamp stamp, int length, int count, bool all) =>
        (Path, _stamp, _length, Count, IsWhole) = (path, stamp, length, count, all);

    /// <summary>What to do with the n-grams of a line; false ends the reading.</summary>
    public delegate bool LineReader(ReadOnlySpan<UInt128> keys);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Lines taken.</summary>
    public int Count { get; }

    /// <summary>Whether these are all of the file's lines.</summary>
    public bool IsWhole { get; }

    /// <summary>Opens a text and counts its lines.</summary>
    /// <param name="path">A UTF-8 file, one sample a line.</param>
    /// <param name="length">Characters of a line.</param>
    /// <param name="samples">How many lines to take; null for all.</param>
    /// <param name="cancellation">Stops the counting.</param>
    /// <exception cref="GanGateException">
    /// GG2002, GG2012, GG2090: it cannot be read as text; GG2003: it is empty; GG2091: it has fewer lines than <paramref name="samples"/>.
    /// </exception>
    public static TextSet Open(string path, int length, int? samples, CancellationToken cancellation)
    {
        // To open a pipe could mean to wait for ever, and it cannot be read twice.
        if (File.Exists(path) && FileStamp.Of(path).Length == 0) throw Empty(path);
        using TextLines lines = TextLines.Open(path);
        FileStamp stamp = FileStamp.Of(path);
        int[] line = new int[length];
        while (lines.Count <= (samples ?? Array.MaxLength) && lines.Read(line)) cancellation.ThrowIfCancellationRequested();

        if (lines.Count == 0) throw Empty(path);

        if (samples is int wanted && lines.Count < wanted)
        {
            throw new GanGateException(
                ErrorCodes.TooFewLines,
                $"the text '{path}' has {lines.Count:N0} lines, {wanted:N0} samples are wanted: "
                + $"generate more, or measure with {Setting.Samples.At($"{lines.Count}")} (the score depends on the number)");
        }

        return lines.Count > Array.MaxLength
            ? throw new GanGateException(ErrorCodes.SourceUnreadable, $"the text '{path}' has more lines than can be counted ({Array.MaxLength:N0})")
            : new TextSet(path, stamp, length, samples ?? (int)lines.Count, samples is null || lines.Count == samples);
    }

    /// <summary>The n-grams in all lines taken.</summary>
    public long NgramCount(int n) => (long)Count * Ngrams.PerLine(_length, n);

    /// <summary>Hands out the n-grams of each line in turn.</summary>
    /// <returns>false when the reader ended it.</returns>
    /// <exception cref="GanGateException">GG2040: the text changed since it was opened.</exception>
    public bool Read(int n, LineReader reader, CancellationToken cancellation)
    {
        _stamp.Require(Path);
        using TextLines lines = TextLines.Open(Path);
        int[] line = new int[_length];
        UInt128[] keys = new UInt128[Ngrams.PerLine(_length, n)];
        for (int i = 0; i < Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!lines.Read(line)) throw FileStamp.Changed(Path);

            Ngrams.Write(line, n, keys);
            if (!reader(keys)) return false;
        }

        _stamp.Require(Path);
        return true;
    }

    private static GanGateException Empty(string path) =>
        new(ErrorCodes.SourceEmpty, $"the text '{path}' is empty, or a pipe or a device: a file with one sample a line is needed");
}
