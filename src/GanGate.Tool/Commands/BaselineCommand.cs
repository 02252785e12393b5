using System.CommandLine;
using GanGate.Gating;
using GanGate.Reporting;
using GanGate.Tool.Terminal;

namespace GanGate.Tool.Commands;

/// <summary><c>gangate baseline</c>: makes measured results the ones that later scores are held against.</summary>
internal static class BaselineCommand
{
    /// <summary>Creates the command with its subcommand.</summary>
    public static Command Create(TerminalStreams streams) =>
        new("baseline", "Accept measured results as baselines.") { CreateAccept(streams) };

    private static Command CreateAccept(TerminalStreams streams)
    {
        Argument<string> report = new("report") { Description = "A report that 'gangate gate --json-file' wrote." };
        Option<string> output = Paths.Output("The baseline file; entries of other gates in it stay.");
        Command command = new("accept", "Make the results of a report the new baselines of their gates.") { report, output };
        new OutputOptions(streams).Complete(command, invocation =>
        {
            string path = Paths.RequireWritable(invocation.Parsed.GetRequiredValue(output))!;
            BaselineFile baselines = File.Exists(path) ? BaselineFile.Read(path) : BaselineFile.Empty;
            foreach (Report accepted in ReportFile.Read(invocation.Parsed.GetRequiredValue(report)))
            {
                string gate = accepted.Name ?? GateDefinition.DefaultName;
                baselines = baselines.With(gate, accepted.ToBaselineEntry());
                invocation.Streams.Error.WriteLine($"gangate : gate '{gate}' now has the baseline {ReportText.Summary(accepted)}");
            }

            baselines.Write(path);
            if (invocation.Json)
            {
                invocation.Streams.Out.Write(File.ReadAllText(path));
            }

            return 0;
        });
        return command;
    }
}
