using System.CommandLine;
using GanGate.Gating;
using GanGate.Statistics;
using GanGate.Tool.Terminal;

namespace GanGate.Tool.Commands;

/// <summary><c>gangate stats</c>: measures reference statistics once, so that every gate reads them from a file.</summary>
internal static class StatsCommand
{
    /// <summary>Creates the command with its subcommands.</summary>
    public static Command Create(TerminalStreams streams)
    {
        Argument<string> source = new("source") { Description = "The images: a folder, a glob, a .zip, .npz, CIFAR .bin or IDX file, a .txt list of paths, an .onnx generator." };
        Option<string> output = Paths.Output("The statistics file (.npz) to write.");
        MeasurementOptionSet measurement = new("the source's images");
        Command command = new("stats", "Measure images and keep the mean and covariance of their features.")
        {
            source,
            output,
            CreateMerge(streams),
            CreateShow(streams),
        };
        measurement.AddTo(command);
        new OutputOptions(streams).Complete(command, invocation =>
        {
            ParseResult parsed = invocation.Parsed;
            string path = Paths.RequireWritable(parsed.GetRequiredValue(output))!;
            FeatureStatistics statistics = ProgressDisplay.Run(invocation, progress => Measurement.Statistics(
                parsed.GetRequiredValue(source), measurement.Read(parsed, progress), invocation.Cancellation));
            StatisticsFile.Write(path, statistics);
            return StatisticsOutput.Show(invocation, path, statistics);
        });
        return command;
    }

    private static Command CreateMerge(TerminalStreams streams)
    {
        Argument<string[]> parts = new("parts")
        {
            Description = "Statistics files of disjoint sets of images, made under one protocol.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string> output = Paths.Output("The statistics file (.npz) to write.");
        Command command = new("merge", "Join statistics of disjoint sets of images into those of all.") { parts, output };
        new OutputOptions(streams).Complete(command, invocation =>
        {
            string path = Paths.RequireWritable(invocation.Parsed.GetRequiredValue(output))!;
            FeatureStatistics merged = Measurement.Merge(invocation.Parsed.GetRequiredValue(parts));
            StatisticsFile.Write(path, merged);
            return StatisticsOutput.Show(invocation, path, merged);
        });
        return command;
    }

    private static Command CreateShow(TerminalStreams streams)
    {
        Argument<string> file = new("file") { Description = "A statistics file (.npz)." };
        Command command = new("show", "Show what a statistics file holds.") { file };
        new OutputOptions(streams).Complete(command, invocation =>
        {
            string path = invocation.Parsed.GetRequiredValue(file);
            return StatisticsOutput.Show(invocation, path, StatisticsFile.Read(path));
        });
        return command;
    }
}
