using System.CommandLine;
using GanGate.Measuring;
using GanGate.Reporting;
using GanGate.Settings;
using GanGate.Tool.Terminal;

namespace GanGate.Tool.Commands;

/// <summary><c>gangate fid</c>: the distance, without a verdict.</summary>
internal static class FidCommand
{
    public static Command Create(TerminalStreams streams)
    {
        Argument<string> generated = new("generated")
        {
            Description = "The generated images (a folder, a glob, a file of images, an .onnx generator), or their statistics (.npz).",
        };
        Argument<string[]> references = new("reference")
        {
            Description = "The reference's statistics (.npz), or its images; several are compared in one pass over the generated images.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<bool> perClass = Setting.PerClass.ToSwitch();
        ReportOptions reportOptions = new();
        MeasurementOptionSet measurement = new();

        Command command = new("fid", "Print the Fréchet distance between generated images and a reference.")
        {
            generated, references, perClass,
        };
        reportOptions.AddTo(command, history: true);
        measurement.AddTo(command);
        new OutputOptions(streams).Complete(command, invocation =>
        {
            ParseResult parsed = invocation.Parsed;
            ReportFiles files = reportOptions.Read(parsed);
            string source = parsed.GetRequiredValue(generated);
            string[] given = parsed.GetRequiredValue(references);
            Report[] reports = ProgressDisplay.Run(invocation, progress =>
            {
                MeasurementOptions options = files.Complete(measurement.Read(parsed, progress));
                IReadOnlyList<Score> scores = parsed.GetValue(perClass)
                    ? Measurement.ComparePerClass(source, OnlyOne(given), options, invocation.Cancellation)
                    : Measurement.Compare(source, given, options, invocation.Cancellation);
                return scores.Select(score => files.Complete(Report.Of(score, invocation.Streams.Words))).ToArray();
            });
            bool single = reports is [{ Class: null }];
            files.Write(reports, single);
            return ReportOutput.Show(invocation, reports, single);
        });
        return command;
    }

    private static string OnlyOne(string[] references) => references is [string only]
        ? only
        : throw new GanGateException(ErrorCodes.Usage, $"{Setting.PerClass} compares with one reference: give one, or make gates in a configuration");
}
