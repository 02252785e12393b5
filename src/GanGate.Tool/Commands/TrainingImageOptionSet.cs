using System.CommandLine;
using GanGate.Training.Networks;
using GanGate.Training.Runs;

namespace GanGate.Tool.Commands;

/// <summary>The options of trainings on images.</summary>
internal sealed class TrainingImageOptionSet
{
    private static readonly int[] Sizes = [32, 64];

    private readonly Argument<string> _source = new("images") { Description = "The images to learn: a folder, a glob or an archive." };
    private readonly Option<int?> _size = Numbers.Positive("--size", "Width and height of the images, 32 (default) or 64.");
    private readonly Option<int?> _crop = Numbers.Positive(
        "--crop", "Cut a square of this side from the middle of each image; by default of its shorter side.");
    private readonly NetworkOptionSet _measurement = new();
    private readonly GanOptionSet _training = new(samples: 2000);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_source);
        command.Options.Add(_size);
        command.Options.Add(_crop);
        _training.AddTo(command);
        _measurement.AddTo(command);
    }

    /// <summary>Settings as given, on top of a rule's.</summary>
    public GanSettings Settings(ParseResult parsed, GanSettings rule)
    {
        int size = parsed.GetValue(_size) ?? rule.Size;
        return Sizes.Contains(size)
            ? _training.Settings(parsed, rule) with { Size = size }
            : throw new GanGateException(ErrorCodes.Usage, $"--size is {string.Join(" or ", Sizes)}, not {size}");
    }

    /// <summary>What is to be read, written and measured.</summary>
    public GanRunOptions Options(ParseResult parsed, IProgress<GanProgress>? progress)
    {
        Gating.MeasurementOptions measurement = _measurement.Read(parsed, progress: null);
        return _training.Options(parsed, parsed.GetRequiredValue(_source), progress) with
        {
            Crop = parsed.GetValue(_crop),
            Measurement = measurement,
            Threads = measurement.Threads,
        };
    }
}
