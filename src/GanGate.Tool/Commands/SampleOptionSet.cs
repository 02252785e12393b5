using System.CommandLine;
using GanGate.Images;
using GanGate.Measuring;

namespace GanGate.Tool.Commands;

/// <summary>The options that say which images are taken, and how a generator makes them.</summary>
internal sealed class SampleOptionSet
{
    private readonly Option<int?> _limit;
    private readonly Option<int?> _sample;
    private readonly Option<string?> _class;
    private readonly Option<long> _seed = Numbers.Whole("--seed", "What all that is random follows from; 0 by default.");
    private readonly GeneratorOptionSet _generator = new();

    /// <param name="samples">What --limit, --sample and --class take images of: the generated side, or the source.</param>
    public SampleOptionSet(string samples)
    {
        _limit = Numbers.Positive("--limit", $"Take only the first so many of {samples}.");
        _sample = Numbers.Positive("--sample", $"Take so many of {samples} at random, without repeats.");
        _class = new("--class")
        {
            Description = $"Take only one class of {samples}: the first folder of a name, or a label.",
            HelpName = "name",
        };
    }

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_limit, _sample, _class, _seed]) command.Options.Add(option);
        _generator.AddTo(command);
    }

    /// <summary>What all that is random follows from.</summary>
    public long SeedOf(ParseResult parsed) => parsed.GetValue(_seed);

    /// <summary>Options of a measurement with these.</summary>
    public MeasurementOptions Complete(MeasurementOptions options, ParseResult parsed) => options with
    {
        Selection = SelectionOf(parsed),
        Generator = _generator.Read(parsed, parsed.GetValue(_seed)),
    };

    private ImageSelection? SelectionOf(ParseResult parsed)
    {
        ImageSelection selection = new(
            parsed.GetValue(_limit), parsed.GetValue(_sample), parsed.GetValue(_seed), parsed.GetValue(_class));
        return selection is { Limit: null, Sample: null, Class: null } ? null : selection;
    }
}
