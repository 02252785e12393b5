using System.CommandLine;
using GanGate.Measuring;

namespace GanGate.Tool.Commands;

/// <summary>The options of every command that measures images.</summary>
/// <param name="samples">What --limit, --sample, --class and --grid are about: the generated side, or the source.</param>
internal sealed class MeasurementOptionSet(string samples = "the generated images")
{
    private readonly NetworkOptionSet _network = new();

    private readonly SampleOptionSet _samples = new(samples);

    private readonly Option<string?> _grid = new("--grid")
    {
        Description = $"Write the first 64 of {samples} side by side to this PNG file.",
        HelpName = "file",
    };

    public void AddTo(Command command)
    {
        _network.AddTo(command);
        _samples.AddTo(command);
        command.Options.Add(_grid);
    }

    /// <summary>The options as given.</summary>
    public MeasurementOptions Read(ParseResult parsed, IProgress<MeasurementProgress>? progress) =>
        _samples.Complete(_network.Read(parsed, progress), parsed) with { Grid = Paths.RequireWritable(parsed.GetValue(_grid)) };
}
