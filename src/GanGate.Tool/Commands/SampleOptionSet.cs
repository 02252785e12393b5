using System.CommandLine;
using GanGate.Images;
using GanGate.Measuring;
using GanGate.Settings;

namespace GanGate.Tool.Commands;

/// <summary>The options that say which images are taken, and how a generator makes them.</summary>
internal sealed class SampleOptionSet
{
    private readonly Option<int?> _limit = Setting.Limit.ToCount();
    private readonly Option<int?> _sample = Setting.Sample.ToCount();
    private readonly Option<string?> _class = Setting.Class.ToText();
    private readonly Option<long?> _seed = Setting.Seed.ToWhole();
    private readonly GeneratorOptionSet _generator = new();

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [_limit, _sample, _class, _seed, .. _generator.All];

    public void AddTo(Command command)
    {
        foreach (Option option in All) command.Options.Add(option);
    }

    /// <summary>What all that is random follows from.</summary>
    public long SeedOf(ParseResult parsed) => parsed.GetValue(_seed) ?? 0;

    /// <summary>Options of a measurement with these.</summary>
    public MeasurementOptions Complete(MeasurementOptions options, ParseResult parsed) => options with
    {
        Selection = SelectionOf(parsed),
        Generator = _generator.Read(parsed, SeedOf(parsed)),
    };

    /// <summary>Refuses a seed where nothing is drawn by it.</summary>
    /// <exception cref="GanGateException">GG2001.</exception>
    public void RequireDraw(ParseResult parsed, params IEnumerable<Option> others)
    {
        if (!parsed.Has(_sample) && !_generator.All.Concat(others).Any(parsed.Has))
        {
            parsed.Refuse($"nothing is drawn without {Setting.Sample} or {Setting.Num}", _seed);
        }
    }

    private ImageSelection? SelectionOf(ParseResult parsed)
    {
        ImageSelection selection = new(parsed.GetValue(_limit), parsed.GetValue(_sample), SeedOf(parsed), parsed.GetValue(_class));
        return selection is { Limit: null, Sample: null, Class: null } ? null : selection;
    }
}
