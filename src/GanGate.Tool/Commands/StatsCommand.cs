using System.CommandLine;
using GanGate.Measuring;
using GanGate.Settings;
using GanGate.Statistics;
using GanGate.Tool.Terminal;

namespace GanGate.Tool.Commands;

/// <summary><c>gangate stats</c>: measures reference statistics once, so that every gate reads them from a file.</summary>
internal static class StatsCommand
{
    public static Command Create(TerminalStreams streams)
    {
        Argument<string> source = new("source")
        {
            Description = "The images: a folder, a glob, a .zip, .npz, CIFAR .bin or IDX file, a .txt list of paths, an .onnx generator.",
        };
        Option<string?> output = Paths.Output();
        Option<string?> shard = Setting.Shard.ToText();
        Option<bool> withFeatures = Setting.WithFeatures.ToSwitch();
        MeasurementOptionSet measurement = new();
        Command command = new("stats", "Measure images and keep the mean and covariance of their features.")
        {
            source,
            output,
            shard,
            withFeatures,
            CreateMerge(streams),
            CreateShow(streams),
        };
        measurement.AddTo(command);
        new OutputOptions(streams).Complete(command, invocation =>
        {
            ParseResult parsed = invocation.Parsed;
            string path = Paths.RequireWritable(parsed.GetRequiredValue(output))!;
            string images = parsed.GetRequiredValue(source);
            Shard? part = parsed.GetValue(shard) is string text ? Shard.Parse(text) : null;
            HeldWarnings warnings = new();
            MeasurementOptions Options(IProgress<MeasurementProgress>? progress) =>
                measurement.Read(parsed, progress) with { KeepFeatures = parsed.GetValue(withFeatures), Warnings = warnings };
            int exitCode = part is null
                ? MeasureAll(invocation, path, progress => Measurement.Statistics(images, Options(progress), invocation.Cancellation))
                : MeasurePart(invocation, path, progress => ShardMeasurement.Measure(images, part, Options(progress), invocation.Cancellation));
            warnings.WriteTo(streams);
            return exitCode;
        });
        return command;
    }

    private static int MeasureAll(Invocation invocation, string path, Func<IProgress<MeasurementProgress>?, FeatureStatistics> measure)
    {
        FeatureStatistics statistics = ProgressDisplay.Run(invocation, measure);
        StatisticsFile.Write(path, statistics);
        return StatisticsOutput.Show(invocation, path, statistics);
    }

    private static int MeasurePart(Invocation invocation, string path, Func<IProgress<MeasurementProgress>?, StatisticsShard> measure)
    {
        StatisticsShard shard = ProgressDisplay.Run(invocation, measure);
        ShardFile.Write(path, shard);
        return StatisticsOutput.Show(invocation, path, shard);
    }

    private static Command CreateMerge(TerminalStreams streams)
    {
        Argument<string[]> parts = new("parts")
        {
            Description = "All shards of one source, or statistics files of disjoint sets of images, made under one protocol.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string?> output = Paths.Output();
        Command command = new("merge", "Join statistics of disjoint sets of images into those of all.") { parts, output };
        new OutputOptions(streams).Complete(command, invocation =>
        {
            string path = Paths.RequireWritable(invocation.Parsed.GetRequiredValue(output))!;
            FeatureStatistics merged = Measurement.Merge(invocation.Parsed.GetRequiredValue(parts));
            invocation.Cancellation.ThrowIfCancellationRequested();
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
            return ShardFile.IsShard(path)
                ? StatisticsOutput.Show(invocation, path, ShardFile.Read(path))
                : StatisticsOutput.Show(invocation, path, StatisticsFile.Read(path));
        });
        return command;
    }
}
