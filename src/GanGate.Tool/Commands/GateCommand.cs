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
        ReportOptions reports = new();
        MeasurementOptionSet measurement = new();

        Command command = new("gate", "Measure generated images and fail when a limit is exceeded or a baseline missed.") { config };
        gate.AddTo(command);
        reports.AddTo(command, history: true);
        measurement.AddTo(command);
        new OutputOptions(streams).Complete(command, invocation =>
        {
            ParseResult parsed = invocation.Parsed;
            ReportFiles files = reports.Read(parsed);
            return parsed.GetValue(config) is string file
                ? RunAll(invocation, GateConfiguration.Read(gate.RefuseWith("--config", parsed, file)), measurement, files)
                : RunOne(invocation, gate.Read(parsed), measurement, files);
        });
        return command;
    }

    private static int RunOne(Invocation invocation, GateDefinition gate, MeasurementOptionSet measurement, ReportFiles files)
    {
        Report report = Measure(invocation, gate, measurement, files);
        files.Write(report);
        return ReportOutput.Show(invocation, report);
    }

    private static int RunAll(Invocation invocation, GateConfiguration configuration, MeasurementOptionSet measurement, ReportFiles files)
    {
        List<Report> reports = [.. configuration.Gates.Select(gate => Measure(invocation, gate, measurement, files))];
        files.Write(reports);
        return ReportOutput.Show(invocation, reports);
    }

    private static Report Measure(Invocation invocation, GateDefinition gate, MeasurementOptionSet measurement, ReportFiles files) =>
        ProgressDisplay.Run(invocation, progress =>
        {
            MeasurementOptions options = files.Complete(measurement.Read(invocation.Parsed, progress));
            return files.Complete(Report.Of(Gate.Run(gate, options, invocation.Cancellation)));
        });
}
