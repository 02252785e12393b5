using System.Diagnostics;
using System.Globalization;
using GanGate.Features;
using GanGate.Images;
using GanGate.Metrics;
using GanGate.Statistics;

namespace GanGate.Benchmarks;

/// <summary>
/// The tables of sources in docs/performance.md: images per second from each source under each protocol, where the time goes and how much
/// memory it takes, and what else a build waits for. The Inception network takes the weights that GANGATE_WEIGHTS names; without, only the
/// embedded protocol is measured.
/// </summary>
internal sealed class SourcesTable(SourceFiles files)
{
    private static readonly (string Protocol, int Images)[] Protocols =
        [("pyramid", 400), ("ttur", 16), ("pytorch-fid", 16), ("clean", 16)];

    /// <summary>Prints both tables.</summary>
    public static async Task Print()
    {
        using SourceFiles files = new(Protocols.Max(protocol => protocol.Images));
        SourcesTable table = new(files);
        Console.WriteLine("| source | protocol | images per second | per second of processor time | of it in the network | of it decoding and resizing "
            + "| threads that decode for one of the network | again, from the cache | memory, MB |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        bool weights = Environment.GetEnvironmentVariable("GANGATE_WEIGHTS") is not null;
        foreach ((string protocol, int images) in Protocols.Where(one => weights || one.Protocol == "pyramid")) table.PrintProtocol(protocol, images);
        await table.PrintRest();
    }

    private void PrintProtocol(string protocol, int images)
    {
        string? weights = protocol == "pyramid" ? null : Environment.GetEnvironmentVariable("GANGATE_WEIGHTS");
        using Extractor extractor = Features.Protocols.Open(new ProtocolOptions(protocol) { Weights = weights });
        double network = images / Least(() => Network(extractor, images)).Processor;
        foreach (string name in SourceFiles.Names)
        {
            IImageSource source = files.Open(name, images);
            try
            {
                double decode = source.Count / Least(() => Decode(() => files.Open(name, images), extractor.Preprocessing)).Processor;
                (double wall, double processor) = Least(() => Run(source, extractor, new FeatureOptions()));
                FeatureOptions cached = new() { Cached = true, CacheFolder = files.PathOf($"cache {protocol} {name}") };
                Run(source, extractor, cached);
                double again = Least(() => Run(source, extractor, cached)).Processor, rate = source.Count / processor;
                double memory = MemoryOf(name, images, protocol, weights);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {name} | {protocol} | {source.Count / wall:0.0} | {rate:0.0} | {rate / network:P0} | {rate / decode:P0} "
                    + $"| {network / decode:0.000} | {processor / again:0.0} x | {memory:0} |"));
            }
            finally
            {
                (source as IDisposable)?.Dispose();
            }
        }
    }

    private double MemoryOf(string name, int images, string protocol, string? weights)
    {
        string[] named = weights is null ? [] : ["--weights", weights];
        return CommandRun.Of(
            ["stats", .. files.ArgumentsOf(name, images), "--protocol", protocol, .. named, "--device", "cpu", "-o", files.PathOf("x.npz")]).MegaBytes;
    }

    private static void Network(Extractor extractor, int images)
    {
        float[] planes = new float[images * 3 * extractor.Preprocessing.Size * extractor.Preprocessing.Size];
        float[] rows = new float[images * extractor.Layout.Length];
        extractor.Run(planes, images, rows);
    }

    private static void Decode(Func<IImageSource> open, Preprocessing preprocessing)
    {
        float[] planes = new float[3 * preprocessing.Size * preprocessing.Size];
        IImageSource source = open();
        for (int i = 0; i < source.Count; i++) preprocessing.Apply(source.Decode(i), planes);
        (source as IDisposable)?.Dispose();
    }

    private static void Run(IImageSource source, Extractor extractor, FeatureOptions options) =>
        FeatureExtraction.Run(source, extractor, _ => { }, options);

    // Where the machine does something else, seconds of the processor say more than those of the clock.
    private static (double Wall, double Processor) Least(Action run, int rounds = 3)
    {
        (double wall, double processor) = (double.PositiveInfinity, double.PositiveInfinity);
        for (int round = 0; round < rounds; round++)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            Stopwatch clock = Stopwatch.StartNew();
            run();
            wall = Math.Min(wall, clock.Elapsed.TotalSeconds);
            processor = Math.Min(processor, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
        }

        return (wall, processor);
    }

    private async Task PrintRest()
    {
        Console.WriteLine("\n| what | seconds | of the processor |");
        Console.WriteLine("| --- | --- | --- |");
        PrintMerge();
        double version = Enumerable.Range(0, 10).Min(_ => CommandRun.Of("--version").Seconds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| `gangate --version` | {version:0.000} | |"));
        IReadOnlyList<int> builds = await BuildTable.Measure();
        double median = builds.Order().ElementAt(builds.Count / 2) / 1000.0;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| a gate of {BuildTable.Images:N0} images in a build in which nothing changed | {median:0.000} | |"));
    }

    private void PrintMerge()
    {
        const int Dimension = 2048, Count = 4096;
        Random random = new(1);
        float[] rows = new float[Count * Dimension];
        for (int i = 0; i < rows.Length; i++) rows[i] = random.NextSingle() * random.NextSingle();
        string[] parts = [files.PathOf("part0.npz"), files.PathOf("part1.npz")];
        for (int part = 0; part < parts.Length; part++) WriteShard(parts[part], new Shard(part, parts.Length), rows, Dimension);

        FeatureStatistics merged = StatisticsShard.Merge([.. parts.Select(ShardFile.Read)], parts);
        PrintTime(
            $"two shards of {Count / 2} x {Dimension}, read and merged",
            Least(() => StatisticsShard.Merge([.. parts.Select(ShardFile.Read)], parts)));
        PrintTime("their distance", Least(() => FrechetDistance.Between(merged, merged)));
    }

    private static void PrintTime(string what, (double Wall, double Processor) time) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {time.Wall:0.00} | {time.Processor:0.00} |"));

    private static void WriteShard(string path, Shard part, float[] rows, int dimension)
    {
        int images = rows.Length / dimension;
        (int first, int end) = part.RangeOf(images);
        MomentAccumulator moments = new(dimension, first / MomentAccumulator.BlockRows);
        moments.Add(rows.AsSpan(first * dimension, (end - first) * dimension));
        StatisticsMeta meta = new("ttur", "sha256:0", dimension, DateTimeOffset.UtcNow, ProductVersion.Current);
        ShardFile.Write(path, new StatisticsShard(part, images, "sha256:0", meta) { Nodes = [.. moments.Nodes] });
    }
}
