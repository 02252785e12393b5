using System.CommandLine;
using GanGate.Gating;
using GanGate.Reporting;
using GanGate.Tool.Terminal;

namespace GanGate.Tool.Commands;

/// <summary><c>gangate gate</c>: measures and judges; exits 1 when a rule is broken.</summary>
internal static class GateCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(TerminalStreams streams)
    {
        GateOptionSet gate = new();
        Option<string?> config = new("--config") { Description = "A JSON file with several named gates.", HelpName = "file" };
        Option<string?> jsonFile = Paths.JsonFile();
        MeasurementOptionSet measurement = new();

        Command command = new("gate", "Measure generated images and fail when a limit is exceeded or a baseline missed.") { config, jsonFile };
        gate.AddTo(command);
        measurement.AddTo(command);
        new OutputOptions(streams).Complete(command, invocation =>
        {
            ParseResult parsed = invocation.Parsed;
            string? path = Paths.RequireWritable(parsed.GetValue(jsonFile));
            string? file = parsed.GetValue(config);
            IReadOnlyList<GateDefinition> gates = file is null
                ? [gate.Read(parsed)]
                : GateConfiguration.Read(gate.RefuseWith("--config", parsed, file)).Gates;
            Report[] reports = ProgressDisplay.Run(invocation, progress => Gate
                .RunAll(gates, measurement.Read(parsed, progress), invocation.Cancellation).Select(Report.Of).ToArray());
            bool single = file is null && reports is [{ Class: null }];
            return ReportOutput.WriteAndShow(invocation, path, reports, single);
        });
        return command;
    }
}
