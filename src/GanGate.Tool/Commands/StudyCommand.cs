using System.CommandLine;
using System.Text;
using GanGate.Settings;
using GanGate.Studies;
using GanGate.Tool.Terminal;

namespace GanGate.Tool.Commands;

/// <summary><c>gangate study</c>: how scores follow the paper's disturbances, without a verdict.</summary>
internal static class StudyCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(TerminalStreams streams)
    {
        Argument<string> source = new("source")
        {
            Description = "The images to disturb: a folder, a glob, a file of images, or an .onnx generator.",
        };
        Option<string?> jsonFile = Setting.JsonFile.ToText(), plot = Paths.Plot(), page = Setting.Report.ToText();
        StudyOptionSet study = new();
        NetworkOptionSet network = new();
        Command command = new("study", "Disturb images at rising levels, as the paper does, and show how the scores follow.")
        {
            source, jsonFile, plot, page,
        };
        study.AddTo(command);
        network.AddTo(command);
        new OutputOptions(streams).Complete(command, invocation =>
        {
            ParseResult parsed = invocation.Parsed;
            Paths.RequireDistinct(parsed, jsonFile, plot, page);
            StudyFiles files = new(
                Paths.RequireWritable(parsed.GetValue(jsonFile)),
                Paths.RequireWritable(parsed.GetValue(plot)),
                Paths.RequireWritable(parsed.GetValue(page)));
            HeldWarnings warnings = new();
            StudyResult result = ProgressDisplay.Run(invocation, progress => StudyMeasurement.Run(
                parsed.GetRequiredValue(source),
                study.Read(parsed, network.Read(parsed, progress) with { Warnings = warnings }) with { Thumbnails = files.Page is not null },
                invocation.Cancellation));
            warnings.WriteTo(invocation.Streams);
            return Show(invocation, files, StudyReport.Of(result));
        });
        return command;
    }

    private static int Show(Invocation invocation, StudyFiles files, StudyReport report)
    {
        if (files.Json is not null) AtomicFile.Write(files.Json, stream => stream.Write(Encoding.UTF8.GetBytes(report.ToJson() + "\n")));
        if (files.Plot is not null) StudyPlot.Write(files.Plot, report);
        if (files.Page is not null) StudyPage.Write(files.Page, report);

        invocation.Streams.Out.WriteLine(invocation.Json ? report.ToJson() : StudyText.Render(report));
        return 0;
    }

    private sealed record StudyFiles(string? Json, string? Plot, string? Page);
}
