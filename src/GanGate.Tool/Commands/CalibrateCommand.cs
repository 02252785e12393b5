using System.CommandLine;
using System.Text;
using GanGate.Calibration;
using GanGate.Settings;
using GanGate.Tool.Terminal;

namespace GanGate.Tool.Commands;

/// <summary><c>gangate calibrate</c>: which limit to set, and what it finds.</summary>
internal sealed class CalibrateCommand
{
    private readonly Argument<string[]> _sources = new("sources")
    {
        Description = "Good samples (images, an .onnx generator or kept features; several are runs of one recipe), and last the reference.",
        Arity = new ArgumentArity(2, ArgumentArity.OneOrMore.MaximumNumberOfValues),
    };

    private readonly Option<string?> _output = Setting.Output.ToText("Write the gate to this configuration, and its baseline beside it.");
    private readonly Option<string?> _jsonFile = Setting.JsonFile.ToText(), _plot = Paths.Plot(), _page = Setting.Report.ToText();
    private readonly CalibrationOptionSet _calibration = new();

    private CalibrateCommand() => _output.Aliases.Add("-o");

    /// <summary>Creates the command.</summary>
    public static Command Create(TerminalStreams streams)
    {
        CalibrateCommand calibrate = new();
        Command command = new("calibrate", "Find the limit that good samples keep, and tell which faults it catches.")
        {
            calibrate._sources, calibrate._output, calibrate._jsonFile, calibrate._plot, calibrate._page,
        };
        calibrate._calibration.AddTo(command);
        new OutputOptions(streams).Complete(command, calibrate.Run);
        return command;
    }

    private int Run(Invocation invocation)
    {
        ParseResult parsed = invocation.Parsed;
        Paths.RequireDistinct(parsed, _output, _jsonFile, _plot, _page);
        CalibrationFiles files = new(
            CalibratedGate.RequireNew(parsed.GetValue(_output)),
            Paths.RequireWritable(parsed.GetValue(_jsonFile)),
            Paths.RequireWritable(parsed.GetValue(_plot)),
            Paths.RequireWritable(parsed.GetValue(_page)));
        string[] sources = parsed.GetRequiredValue(_sources);
        HeldWarnings warnings = new();
        CalibrationOptions? options = null;
        CalibrationResult result = ProgressDisplay.Run(invocation, progress =>
        {
            options = _calibration.Read(parsed, progress);
            options = options with { Measurement = options.Measurement with { Warnings = warnings } };
            return CalibrationMeasurement.Run(sources[..^1], sources[^1], options, invocation.Cancellation);
        });
        warnings.WriteTo(invocation.Streams);
        CalibrationReport report = CalibrationReport.Of(result, invocation.Streams.Words);
        if (files.Json is not null) AtomicFile.Write(files.Json, stream => stream.Write(Encoding.UTF8.GetBytes(report.ToJson() + "\n")));
        if (files.Plot is not null) CalibrationPlot.Write(files.Plot, report);
        if (files.Page is not null) CalibrationPage.Write(files.Page, report);
        if (files.Gate is not null) CalibratedGate.Write(invocation, files.Gate, result, report, options!);
        invocation.Streams.Out.WriteLine(invocation.Json ? report.ToJson() : CalibrationText.Render(report));
        return 0;
    }

    private sealed record CalibrationFiles(string? Gate, string? Json, string? Plot, string? Page);
}
