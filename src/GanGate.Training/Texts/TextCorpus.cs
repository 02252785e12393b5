using System.Text;

namespace GanGate.Training.Texts;

/// <summary>
/// The lines of a UTF-8 file as rows of a fixed number of characters: longer ones are cut, shorter ones padded with a backquote. Of the
/// characters the most frequent are told apart; the others are taken as the backquote.
/// </summary>
internal sealed class TextCorpus
{
    /// <summary>What fills a short line.</summary>
    public const char Pad = '`';

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
    /// GG2002: it is missing; GG2003: it holds no lines; GG2012: it cannot be read or is not UTF-8.
    /// </exception>
    public static TextCorpus Read(string path, int length)
    {
        try
        {
            List<Rune[]> lines = [.. File.ReadLines(path, new UTF8Encoding(false, throwOnInvalidBytes: true))
                .Where(line => line.Length > 0)
                .Select(line => line.EnumerateRunes().Take(length).ToArray())];
            return lines.Count > 0
                ? Of(lines, length)
                : throw new GanGateException(ErrorCodes.SourceEmpty, $"'{path}' holds no lines of text");
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new GanGateException(ErrorCodes.SourceMissing, $"'{path}' does not exist", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new GanGateException(ErrorCodes.SourceUnreadable, $"'{path}' cannot be read as UTF-8 text: {failure.Message}", failure);
        }
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

    private static TextCorpus Of(List<Rune[]> lines, int length)
    {
        // Equally frequent ones in their own order, so that the codes do not depend on anything else.
        Rune[] alphabet = [new(Pad), .. lines.SelectMany(line => line)
            .Where(character => character.Value != Pad)
            .CountBy(character => character)
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key.Value)
            .Take(MostCharacters - 1)
            .Select(pair => pair.Key)];
        Dictionary<Rune, byte> codes = alphabet.Select((character, code) => (character, code))
            .ToDictionary(pair => pair.character, pair => (byte)pair.code);
        byte[] rows = new byte[lines.Count * length];
        for (int i = 0; i < lines.Count; i++)
        {
            for (int place = 0; place < lines[i].Length; place++) rows[(i * length) + place] = codes.GetValueOrDefault(lines[i][place]);
        }

        return new TextCorpus(rows, length, alphabet);
    }
}
