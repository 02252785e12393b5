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
            return parsed.GetValue(config) is string file
                ? RunAll(invocation, GateConfiguration.Read(gate.RefuseWith("--config", parsed, file)), measurement, path)
                : RunOne(invocation, gate.Read(parsed), measurement, path);
        });
        return command;
    }

    private static int RunOne(Invocation invocation, GateDefinition gate, MeasurementOptionSet measurement, string? path)
    {
        Report report = Measure(invocation, gate, measurement);
        if (path is not null)
        {
            ReportFile.Write(path, report);
        }

        return ReportOutput.Show(invocation, report);
    }

    private static int RunAll(Invocation invocation, GateConfiguration configuration, MeasurementOptionSet measurement, string? path)
    {
        List<Report> reports = [.. configuration.Gates.Select(gate => Measure(invocation, gate, measurement))];
        if (path is not null)
        {
            ReportFile.Write(path, reports);
        }

        return ReportOutput.Show(invocation, reports);
    }

    private static Report Measure(Invocation invocation, GateDefinition gate, MeasurementOptionSet measurement) =>
        ProgressDisplay.Run(invocation, progress =>
            Report.Of(Gate.Run(gate, measurement.Read(invocation.Parsed, progress), invocation.Cancellation)));
}
