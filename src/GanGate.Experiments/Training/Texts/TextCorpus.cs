using System.Text;
using GanGate.Texts;

namespace GanGate.Training.Texts;

/// <summary>
/// The lines of a UTF-8 file as rows of a fixed number of characters: longer ones are cut, shorter ones padded with a backquote. Of the
/// characters the most frequent are told apart; the others are taken as the backquote.
/// </summary>
internal sealed class TextCorpus
{
    private const int Pad = TextLines.Pad;
    private const int MostCharacters = 256;

    private readonly byte[] _codes;

    private TextCorpus(byte[] codes, int length, IReadOnlyList<Rune> alphabet) => (_codes, Length, Alphabet) = (codes, length, alphabet);

    /// <summary>Characters of a line.</summary>
    public int Length { get; }

    /// <summary>The characters; the first is the backquote.</summary>
    public IReadOnlyList<Rune> Alphabet { get; }

    /// <summary>How many lines there are.</summary>
    public int Count => _codes.Length / Length;

    /// <summary>Reads a file; empty lines are left out.</summary>
    /// <exception cref="GanGateException">
    /// GG2002: it is missing; GG2003: it holds no lines; GG2012, GG2090: it cannot be read as UTF-8.
    /// </exception>
    public static TextCorpus Read(string path, int length, CancellationToken cancellation = default)
    {
        List<int[]> lines = [];
        using TextLines text = TextLines.Open(path);
        int[] line = new int[length];
        while (text.Read(line))
        {
            cancellation.ThrowIfCancellationRequested();
            if (line.AsSpan().ContainsAnyExcept(Pad)) lines.Add([.. line]);
        }

        return lines.Count > 0
            ? Of(lines, length)
            : throw new GanGateException(ErrorCodes.SourceEmpty, $"'{path}' holds no lines of text");
    }

    /// <summary>Lines as characters x places, 1 where the character stands and 0 elsewhere.</summary>
    /// <param name="places">Which lines.</param>
    /// <param name="batch">Receives them one after the other.</param>
    public void Fill(ReadOnlySpan<int> places, Span<float> batch)
    {
        batch.Clear();
        for (int i = 0; i < places.Length; i++)
        {
            Span<float> line = batch.Slice(i * Alphabet.Count * Length, Alphabet.Count * Length);
            for (int place = 0; place < Length; place++) line[(_codes[(places[i] * Length) + place] * Length) + place] = 1;
        }
    }

    /// <summary>The most likely character of each place, as a line.</summary>
    /// <param name="probabilities">Characters x places.</param>
    public string ToLine(ReadOnlySpan<float> probabilities)
    {
        StringBuilder line = new();
        for (int place = 0; place < Length; place++)
        {
            int best = 0;
            for (int code = 1; code < Alphabet.Count; code++)
            {
                if (probabilities[(code * Length) + place] > probabilities[(best * Length) + place]) best = code;
            }

            line.Append(Alphabet[best].ToString());
        }

        return line.ToString();
    }

    private static TextCorpus Of(List<int[]> lines, int length)
    {
        // Equally frequent ones in their own order, so that the codes do not depend on anything else.
        int[] alphabet = [Pad, .. lines.SelectMany(line => line)
            .Where(character => character != Pad)
            .CountBy(character => character)
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key)
            .Take(MostCharacters - 1)
            .Select(pair => pair.Key)];
        Dictionary<int, byte> codes = alphabet.Index().ToDictionary(entry => entry.Item, entry => (byte)entry.Index);
        byte[] rows = [.. lines.SelectMany(line => line).Select(character => codes.GetValueOrDefault(character))];
        return new TextCorpus(rows, length, [.. alphabet.Select(character => new Rune(character))]);
    }
}
