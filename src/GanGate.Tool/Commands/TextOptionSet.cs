using System.CommandLine;
using GanGate.Training.Networks;
using GanGate.Training.Texts;

namespace GanGate.Tool.Commands;

/// <summary>The options of trainings on text.</summary>
internal sealed class TextOptionSet
{
    private const int DefaultNgram = 4;

    private readonly Option<int?> _length = Numbers.Positive(
        "--length", "Characters of a line of text, longer ones are cut and shorter ones padded; 32 by default.");
    private readonly Option<int?> _n = Numbers.Positive(
        "--n", $"The length of the n-grams of text that are scored, 1 to 6; {DefaultNgram} by default.");

    public void AddTo(Command command)
    {
        command.Options.Add(_length);
        command.Options.Add(_n);
    }

    /// <summary>Settings with the length as given.</summary>
    public GanSettings Settings(ParseResult parsed, GanSettings settings) =>
        settings with { Size = parsed.GetValue(_length) ?? settings.Size };

    /// <summary>The score of lines of such settings.</summary>
    public TextDivergence Divergence(ParseResult parsed, GanSettings settings) =>
        TextDivergence.OfNgrams(parsed.GetValue(_n) ?? DefaultNgram, settings.Size);

    /// <summary>Refuses what only text has.</summary>
    /// <exception cref="GanGateException">GG2001: --length or --n is given.</exception>
    public void RequireImages(ParseResult parsed)
    {
        if (parsed.GetValue(_length) is not null || parsed.GetValue(_n) is not null)
        {
            throw new GanGateException(ErrorCodes.Usage, "--length and --n are for text, not for images");
        }
    }
}
