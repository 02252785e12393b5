using System.CommandLine;
using GanGate.Measuring;
using GanGate.Settings;
using GanGate.Tool.Terminal;
using GanGate.Training.Networks;
using GanGate.Training.Runs;

namespace GanGate.Tool.Commands;

/// <summary>The options of trainings on images.</summary>
internal sealed class TrainingImageOptionSet
{
    private static readonly int[] Sizes = [32, 64];

    private readonly Argument<string> _source;
    private readonly Option<int?> _size = Setting.Size.ToCount();
    private readonly Option<int?> _crop = Setting.Crop.ToCount();
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
            : throw new GanGateException(ErrorCodes.Usage, $"{Setting.Size} is {string.Join(" or ", Sizes)}, not {size}");
    }

    /// <summary>Refuses what only images have.</summary>
    /// <exception cref="GanGateException">GG2001.</exception>
    public void RequireText(ParseResult parsed) => parsed.Refuse("it is for images, not for text", [_size, _crop, .. _measurement.OfImages]);

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
