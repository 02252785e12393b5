using System.CommandLine;
using GanGate.Gating;
using GanGate.Images;

namespace GanGate.Tool.Commands;

/// <summary>The options of every command that measures images.</summary>
internal sealed class MeasurementOptionSet
{
    private readonly Option<string?> _protocol = new("--protocol")
    {
        Description = "Extractor and preprocessing: ttur, pytorch-fid, clean, pyramid, or a path to an ONNX file. "
            + "Not needed when a statistics file names its own.",
        HelpName = "protocol",
    };

    private readonly Option<string?> _feature = new("--feature")
    {
        Description = "Which Inception features: 64, 192, 768 or 2048.",
        HelpName = "depth",
    };

    private readonly Option<string?> _weights = new("--weights")
    {
        Description = "Other weights of the same network: a name from the model store, or a .pth file.",
        HelpName = "name",
    };

    private readonly Option<string> _device = new("--device")
    {
        Description = "auto, cpu or cuda[:N].",
        HelpName = "device",
        DefaultValueFactory = _ => "auto",
    };

    private readonly Option<string?> _epLibrary = new("--ep-library")
    {
        Description = "ONNX Runtime's CUDA provider library, for --device cuda and auto; GANGATE_EP_LIBRARY by default.",
        HelpName = "file",
    };

    private readonly Option<int?> _batchSize = Numbers.Positive("--batch-size", "Images per pass of the network.");

    private readonly Option<int?> _threads = Numbers.Positive("--threads", "Threads to use; one per core by default.");

    private readonly Option<bool> _cacheFeatures = new("--cache-features")
    {
        Description = "Keep the features of single images in the folder of the model store, and take those that are there already.",
    };

    private readonly Option<bool> _noRecurse = new("--no-recurse") { Description = "Take the images of a folder's first level only." };

    private readonly Option<int?> _limit;

    private readonly Option<int?> _sample;

    private readonly Option<string?> _class;

    private readonly Option<long> _seed = Numbers.Whole("--seed", "What --sample and a generator draw by; 0 by default.");

    private readonly Option<string?> _grid;

    private readonly GeneratorOptionSet _generator = new();

    /// <summary>Creates the options.</summary>
    /// <param name="samples">What --limit, --sample and --class take images of: the generated side, or the source.</param>
    public MeasurementOptionSet(string samples = "the generated images")
    {
        _limit = Numbers.Positive("--limit", $"Take only the first so many of {samples}.");
        _sample = Numbers.Positive("--sample", $"Take so many of {samples} at random, without repeats.");
        _class = new("--class")
        {
            Description = $"Take only one class of {samples}: the first folder of a name, or a label.",
            HelpName = "name",
        };
        _grid = new("--grid") { Description = $"Write the first 64 of {samples} side by side to this PNG file.", HelpName = "file" };
    }

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in All)
        {
            command.Options.Add(option);
        }

        _generator.AddTo(command);
    }

    private Option[] All =>
    [
        _protocol, _feature, _weights, _device, _epLibrary, _batchSize, _threads, _cacheFeatures, _noRecurse,
        _limit, _sample, _class, _seed, _grid,
    ];

    /// <summary>The options as given.</summary>
    public MeasurementOptions Read(ParseResult parsed, IProgress<MeasurementProgress>? progress) => new()
    {
        Protocol = parsed.GetValue(_protocol),
        Feature = parsed.GetValue(_feature),
        Weights = parsed.GetValue(_weights),
        Device = parsed.GetValue(_device)!,
        EpLibrary = parsed.GetValue(_epLibrary),
        BatchSize = parsed.GetValue(_batchSize),
        Threads = parsed.GetValue(_threads),
        CacheFeatures = parsed.GetValue(_cacheFeatures),
        Recurse = !parsed.GetValue(_noRecurse),
        Selection = SelectionOf(parsed),
        Generator = _generator.Read(parsed, parsed.GetValue(_seed)),
        Grid = Paths.RequireWritable(parsed.GetValue(_grid)),
        Progress = progress,
    };

    private ImageSelection? SelectionOf(ParseResult parsed)
    {
        ImageSelection selection = new(
            parsed.GetValue(_limit), parsed.GetValue(_sample), parsed.GetValue(_seed), parsed.GetValue(_class));
        return selection is { Limit: null, Sample: null, Class: null } ? null : selection;
    }
}
