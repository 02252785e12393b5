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
        Argument<string> generated = new("generated") { Description = "The generated images (a folder, a glob, a file of images, an .onnx generator), or their statistics (.npz)." };
        Argument<string> reference = new("reference") { Description = "The reference's statistics (.npz), or its images." };
        Option<string?> jsonFile = Paths.JsonFile();
        MeasurementOptionSet measurement = new();

        Command command = new("fid", "Print the Fréchet distance between generated images and a reference.") { generated, reference, jsonFile };
        measurement.AddTo(command);
        new OutputOptions(streams).Complete(command, invocation =>
        {
            ParseResult parsed = invocation.Parsed;
            string? path = Paths.RequireWritable(parsed.GetValue(jsonFile));
            Score score = ProgressDisplay.Run(invocation, progress => Measurement.Compare(
                parsed.GetRequiredValue(generated),
                parsed.GetRequiredValue(reference),
                measurement.Read(parsed, progress),
                invocation.Cancellation));
            Report report = Report.Of(score);
            if (path is not null)
            {
                ReportFile.Write(path, report);
            }

            return ReportOutput.Show(invocation, report);
        });
        return command;
    }
}
