using System.CommandLine;
using GanGate.Reporting;
using GanGate.Settings;
using GanGate.Tool.Terminal;

namespace GanGate.Tool.Commands;

/// <summary><c>gangate baseline</c>: makes measured results the ones that later scores are held against.</summary>
internal static class BaselineCommand
{
    public static Command Create(TerminalStreams streams) =>
        new("baseline", "Accept measured results as baselines.") { CreateAccept(streams) };

    private static Command CreateAccept(TerminalStreams streams)
    {
        Argument<string[]> reports = new("report")
        {
            Description = "Reports that 'gangate gate --json-file' wrote; several of one gate become the runs of its baseline.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string?> output = Paths.Output();
        Option<bool> add = Setting.Add.ToSwitch();
        Option<bool> ratchet = Setting.Ratchet.ToSwitch();
        Option<string?> reason = Setting.Reason.ToText();
        Command command = new("accept", "Make the results of reports the new baselines of their gates.") { reports, output, add, ratchet, reason };
        new OutputOptions(streams).Complete(command, invocation =>
        {
            ParseResult parsed = invocation.Parsed;
            if (parsed.GetValue(add) && parsed.GetValue(ratchet))
            {
                throw new GanGateException(
                    ErrorCodes.Usage, $"{Setting.Add} and {Setting.Ratchet} exclude each other: one keeps the accepted runs, the other replaces them");
            }

            string path = Paths.RequireWritable(parsed.GetRequiredValue(output))!;
            BaselineAcceptance acceptance = new(parsed.GetValue(add), parsed.GetValue(ratchet), BaselineAcceptance.ReasonIn(parsed, reason));
            acceptance.Write(invocation, path, parsed.GetRequiredValue(reports).SelectMany(ReportFile.Read));
            if (invocation.Json)
            {
                invocation.Streams.Out.Write(File.ReadAllText(path));
            }

            return 0;
        });
        return command;
    }
}
