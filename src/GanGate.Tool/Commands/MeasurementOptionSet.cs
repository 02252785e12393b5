using System.CommandLine;
using GanGate.Measuring;
using GanGate.Settings;

namespace GanGate.Tool.Commands;

/// <summary>The options of every command that measures images.</summary>
internal sealed class MeasurementOptionSet
{
    private readonly NetworkOptionSet _network = new();
    private readonly SampleOptionSet _samples = new();
    private readonly Option<string?> _grid = Setting.Grid.ToText();

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [.. _network.All, .. _samples.All, _grid];

    public void AddTo(Command command)
    {
        foreach (Option option in All) command.Options.Add(option);
    }

    /// <summary>The options as given.</summary>
    /// <exception cref="GanGateException">GG2001: a seed without anything to draw; GG2010: the picture cannot be written.</exception>
    public MeasurementOptions Read(ParseResult parsed, IProgress<MeasurementProgress>? progress)
    {
        _samples.RequireDraw(parsed);
        return _samples.Complete(_network.Read(parsed, progress), parsed) with { Grid = Paths.RequireWritable(parsed.GetValue(_grid)) };
    }
}
