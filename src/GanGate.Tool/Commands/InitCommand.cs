using System.CommandLine;
using GanGate.Calibration;
using GanGate.Features;
using GanGate.Measuring;
using GanGate.Statistics;
using GanGate.Tool.Terminal;

namespace GanGate.Tool.Commands;

/// <summary><c>gangate init</c>: from good samples and a reference to a working gate in the current folder.</summary>
internal sealed class InitCommand
{
    private const string Configuration = CalibratedGate.Configuration;

    private const string MoreThanBuiltIn =
        $"gangate : {Protocols.BuiltIn} needs nothing else; learned features see faults of structure that it does not: 'gangate model fetch {Protocols.Learned}', then "
        + $"--protocol {Protocols.Learned}";

    private readonly Argument<string> _generated = new("generated")
    {
        Description = "Samples that you call good: a folder, a glob, a file of images, or an .onnx generator.",
    };

    private readonly Argument<string> _reference = new("reference")
    {
        Description = "What they are to be like: images, or their statistics (.npz).",
    };

    // Half of what calibrate takes: a working gate within a minute; the limit itself is of all samples.
    private readonly CalibrationOptionSet _calibration = new(faultSamples: 1000);

    /// <summary>Creates the command.</summary>
    public static Command Create(TerminalStreams streams)
    {
        InitCommand init = new();
        Command command = new("init", $"Measure good samples and write a calibrated gate with its baseline: {Configuration}.")
        {
            init._generated, init._reference,
        };
        init._calibration.AddTo(command);
        new OutputOptions(streams).Complete(command, init.Run);
        return command;
    }

    private int Run(Invocation invocation)
    {
        string generated = invocation.Parsed.GetRequiredValue(_generated), reference = invocation.Parsed.GetRequiredValue(_reference);
        bool measured = IsStatistics(reference);
        string statistics = measured ? reference : $"{Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(Path.GetFullPath(reference)))}.npz";
        CalibratedGate.RequireNew(Configuration);
        if (!measured) CalibratedGate.RequireFree(statistics);

        HeldWarnings warnings = new();
        CalibrationOptions options = OptionsOf(invocation, warnings, measured);
        FeatureStatistics known = measured
            ? StatisticsFile.ReadWithFeatures(reference)
            : ProgressDisplay.Run(invocation, progress => Measure(reference, options.Measurement with { Progress = progress }, invocation.Cancellation));
        CalibrationResult result = ProgressDisplay.Run(invocation, progress => CalibrationMeasurement.Run(
            [generated], statistics, known, options with { Measurement = options.Measurement with { Progress = progress } }, invocation.Cancellation));
        warnings.WriteTo(invocation.Streams);

        // The features are not kept: they would be many times as large as the rest of the gate.
        if (!measured) StatisticsFile.Write(statistics, known.With(features: null));
        CalibrationReport report = CalibrationReport.Of(result, invocation.Streams.Words);
        CalibratedGate.Write(invocation, Configuration, result, report, options);
        string text = $"{CalibrationText.Render(report)}\n\n{GateSnippets.Of(report, CalibratedGate.BaselineOf(Configuration))}";
        invocation.Streams.Out.WriteLine(invocation.Json ? report.ToJson() : text);
        if (options.Measurement.Protocol == Protocols.BuiltIn) invocation.Streams.Error.WriteLine(MoreThanBuiltIn);
        return 0;
    }

    private static bool IsStatistics(string reference) =>
        reference.EndsWith(".npz", StringComparison.OrdinalIgnoreCase) && File.Exists(reference) && StatisticsFile.IsStatistics(reference);

    // A reference is measured whole, whatever is taken of the samples.
    private static FeatureStatistics Measure(string reference, MeasurementOptions options, CancellationToken cancellation) =>
        Measurement.Statistics(reference, options with { KeepFeatures = true, Selection = null, Generator = null }, cancellation);

    private CalibrationOptions OptionsOf(Invocation invocation, HeldWarnings warnings, bool measured)
    {
        CalibrationOptions options = _calibration.Read(invocation.Parsed, progress: null);
        string? protocol = options.Measurement.Protocol ?? (measured ? null : Protocols.BuiltIn);
        return options with { Measurement = options.Measurement with { Protocol = protocol, Warnings = warnings } };
    }
}
