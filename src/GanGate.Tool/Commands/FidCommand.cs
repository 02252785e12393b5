using System.CommandLine;
using GanGate.Gating;
using GanGate.Reporting;
using GanGate.Tool.Terminal;

namespace GanGate.Tool.Commands;

/// <summary><c>gangate fid</c>: the distance, without a verdict.</summary>
internal static class FidCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(TerminalStreams streams)
    {
        Argument<string> generated = new("generated") { Description = "The generated images (a folder or a glob), or their statistics (.npz)." };
        Argument<string> reference = new("reference") { Description = "The reference's statistics (.npz), or its images." };
        ReportOptions reports = new();
        MeasurementOptionSet measurement = new();

        Command command = new("fid", "Print the Fréchet distance between generated images and a reference.") { generated, reference };
        reports.AddTo(command, history: true);
        measurement.AddTo(command);
        new OutputOptions(streams).Complete(command, invocation =>
        {
            ParseResult parsed = invocation.Parsed;
            ReportFiles files = reports.Read(parsed);
            Score score = ProgressDisplay.Run(invocation, progress => Measurement.Compare(
                parsed.GetRequiredValue(generated),
                parsed.GetRequiredValue(reference),
                files.Complete(measurement.Read(parsed, progress)),
                invocation.Cancellation));
            Report report = files.Complete(Report.Of(score));
            files.Write(report);
            return ReportOutput.Show(invocation, report);
        });
        return command;
    }
}
