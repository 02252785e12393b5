using System.CommandLine;
using GanGate.Measuring;
using GanGate.Tool.Terminal;
using GanGate.Training.Networks;
using GanGate.Training.Runs;

namespace GanGate.Tool.Commands;

/// <summary>The options of trainings on images.</summary>
internal sealed class TrainingImageOptionSet
{
    private static readonly int[] Sizes = [32, 64];

    private readonly Argument<string> _source;
    private readonly Option<int?> _size = Numbers.Positive("--size", "Width and height of the images, 32 (default) or 64.");
    private readonly Option<int?> _crop = Numbers.Positive(
        "--crop", "Cut a square of this side from the middle of each image; by default of its shorter side.");
    private readonly NetworkOptionSet _measurement = new();
    private readonly GanOptionSet _training = new();

    /// <summary>Describes the options.</summary>
    /// <param name="orText">Whether the command learns text as well.</param>
    public TrainingImageOptionSet(bool orText = false) => _source = new(orText ? "source" : "images")
    {
        Description = "The images to learn: a folder, a glob or an archive" + (orText ? "; or a text, one sample a line." : "."),
    };

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

    /// <summary>Refuses what only images have.</summary>
    /// <exception cref="GanGateException">GG2001: --size or --crop is given.</exception>
    public void RequireText(ParseResult parsed)
    {
        if (parsed.GetValue(_size) is not null || parsed.GetValue(_crop) is not null)
        {
            throw new GanGateException(ErrorCodes.Usage, "--size and --crop are for images, not for text");
        }
    }

    /// <summary>What is to be read, written and measured.</summary>
    public GanRunOptions Options(Invocation invocation, GanNetwork network)
    {
        ParseResult parsed = invocation.Parsed;
        MeasurementOptions measurement = _measurement.Read(parsed, ProgressLines.For(invocation)) with
        {
            Warnings = new WarningLines(invocation.Streams),
        };
        return _training.Options(parsed, network, parsed.GetRequiredValue(_source), TrainingLines.For(invocation)) with
        {
            Crop = parsed.GetValue(_crop),
            Measurement = measurement,
            Threads = measurement.Threads,
        };
    }
}
