using System.CommandLine;
using GanGate.Settings;
using GanGate.Training.Networks;
using GanGate.Training.Texts;

namespace GanGate.Tool.Commands;

/// <summary>The options of trainings on text.</summary>
internal sealed class TextOptionSet
{
    private const int DefaultNgram = 4;

    private readonly Option<int?> _length = Setting.Length.ToCount();
    private readonly Option<int?> _n = Setting.N.ToCount();

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
    /// <exception cref="GanGateException">GG2001.</exception>
    public void RequireImages(ParseResult parsed) => parsed.Refuse("it is for text, not for images", _length, _n);
}
