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
        Option<bool> accept = new("--accept") { Description = "Apply no rule: make the result the gate's new baseline." };
        ReportOptions reportOptions = new();
        MeasurementOptionSet measurement = new();

        Command command = new("gate", "Measure generated images and fail when a limit is exceeded or a baseline missed.") { config, accept };
        gate.AddTo(command);
        reportOptions.AddTo(command, history: true);
        measurement.AddTo(command);
        new OutputOptions(streams).Complete(command, invocation =>
        {
            ParseResult parsed = invocation.Parsed;
            ReportFiles files = reportOptions.Read(parsed);
            string? file = parsed.GetValue(config);
            if (parsed.GetValue(accept)) return Accept(invocation, RequireOne(gate, parsed, file), measurement, files);

            IReadOnlyList<GateDefinition> gates = file is null
                ? [gate.Read(parsed)]
                : GateConfiguration.Read(gate.RefuseWith("--config", parsed, file)).Gates;
            Report[] reports = ProgressDisplay.Run(invocation, progress => Gate
                .RunAll(gates, files.Complete(measurement.Read(parsed, progress)), invocation.Cancellation)
                .Select(Report.Of).Select(files.Complete).ToArray());
            bool single = file is null && reports is [{ Class: null }];
            files.Write(reports, single);
            return ReportOutput.Show(invocation, reports, single);
        });
        return command;
    }

    private static GateDefinition RequireOne(GateOptionSet gate, ParseResult parsed, string? config)
    {
        if (config is not null)
        {
            throw new GanGateException(ErrorCodes.Usage, "--accept takes one gate: it cannot be given beside --config");
        }

        GateDefinition definition = gate.Read(parsed);
        return definition is { Early: false, PerClass: false, MoreReferences: null or [] }
            ? definition
            : throw new GanGateException(
                ErrorCodes.Usage, "--accept takes one whole measurement: leave out --early, --per-class and every --reference but one");
    }

    private static int Accept(Invocation invocation, GateDefinition gate, MeasurementOptionSet measurement, ReportFiles files)
    {
        string baseline = Paths.RequireWritable(gate.Baseline)
            ?? throw new GanGateException(ErrorCodes.Usage, "--accept needs the file to write: name it with --baseline");
        Score score = ProgressDisplay.Run(invocation, progress => Measurement.Compare(
            gate.Generated, gate.Reference, files.Complete(measurement.Read(invocation.Parsed, progress)), invocation.Cancellation));
        Report report = files.Complete(Report.Of(score) with { Name = gate.Name });
        new BaselineAcceptance().Write(invocation, baseline, [report]);
        files.Write([report], single: true);
        return ReportOutput.Show(invocation, [report], single: true);
    }
}
