using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using GanGate.Features;
using GanGate.Generators;
using GanGate.Images;
using GanGate.Metrics;
using GanGate.Statistics;
using SkiaSharp;

namespace GanGate.Benchmarks;

/// <summary>
/// The table of sources in docs/performance.md: images per second from each, under each protocol, and where the time goes. The Inception
/// network takes the weights that GANGATE_WEIGHTS names; without, only the embedded protocol is measured.
/// </summary>
internal sealed class SourcesTable : IDisposable
{
    private static readonly (string Protocol, int Images)[] Protocols =
        [("pyramid", 400), ("ttur", 16), ("pytorch-fid", 16), ("clean", 16)];

    private readonly string _folder = Directory.CreateTempSubdirectory("gangate-benchmark-").FullName;

    /// <summary>Prints both tables.</summary>
    public static void Print()
    {
        using SourcesTable table = new();
        table.Write();
        Console.WriteLine("| source | protocol | images/s | of the network's own rate | network alone, images/s | a core decodes, images/s "
            + "| decoding cores that feed it | again from the cache |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        bool weights = Environment.GetEnvironmentVariable("GANGATE_WEIGHTS") is not null;
        foreach ((string protocol, int images) in Protocols.Where(one => weights || one.Protocol == "pyramid")) table.PrintProtocol(protocol, images);
        table.PrintMerge();
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string In(string name) => Path.Combine(_folder, name);

    private void Write()
    {
        int most = Protocols.Max(protocol => protocol.Images);
        WritePhotos("jpeg 32", most, 32, 32, SKEncodedImageFormat.Jpeg, "jpg");
        WritePhotos("png 256", most, 256, 256, SKEncodedImageFormat.Png, "png");
        WritePhotos("jpeg 1024", most / 4, 1024, 768, SKEncodedImageFormat.Jpeg, "jpg");
        ZipFile.CreateFromDirectory(In("png 256"), In("png 256.zip"));
        Dcgan.Write(In("dcgan.onnx"));
    }

    private void WritePhotos(string name, int count, int width, int height, SKEncodedImageFormat format, string ending)
    {
        Directory.CreateDirectory(In(name));
        using SKBitmap bitmap = new(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using SKCanvas canvas = new(bitmap);
        for (int i = 0; i < count; i++)
        {
            using SKPaint paint = new() { Shader = SKShader.CreatePerlinNoiseTurbulence(0.05f, 0.05f, 4, i) };
            canvas.Clear(SKColors.SteelBlue);
            canvas.DrawPaint(paint);
            using SKData data = bitmap.Encode(format, 90);
            File.WriteAllBytes(In(Path.Combine(name, $"{i}.{ending}")), data.ToArray());
        }
    }

    private void PrintProtocol(string protocol, int images)
    {
        string? weights = protocol == "pyramid" ? null : Environment.GetEnvironmentVariable("GANGATE_WEIGHTS");
        using Extractor extractor = Features.Protocols.Open(new ProtocolOptions(protocol) { Weights = weights });
        foreach (string name in (string[])["jpeg 32", "png 256", "png 256.zip", "jpeg 1024", "dcgan.onnx"])
        {
            IImageSource source = Open(name, images);
            try
            {
                double network = NetworkRate(extractor, images), decode = DecodeRate(() => Open(name, images), extractor.Preprocessing);
                double rate = Rate(source, extractor, new FeatureOptions());
                FeatureOptions cached = new() { Cached = true, CacheFolder = In($"cache {protocol} {name}") };
                Rate(source, extractor, cached);
                double again = Rate(source, extractor, cached);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {name} | {protocol} | {rate:0.0} | {rate / network:P0} | {network:0.0} | {decode:0.0} | {Math.Ceiling(network / decode)} | {again / rate:0.0} x |"));
            }
            finally
            {
                (source as IDisposable)?.Dispose();
            }
        }
    }

    private IImageSource Open(string name, int images)
    {
        if (name == "dcgan.onnx") return GeneratedImages.Open(In(name), new GeneratorOptions(images));
        IImageSource all = ImageSources.Open(In(name));
        return all is IDisposable ? all : new ImageSelection(Limit: images).Apply(all);
    }

    private static double NetworkRate(Extractor extractor, int images)
    {
        float[] planes = new float[images * 3 * extractor.Preprocessing.Size * extractor.Preprocessing.Size];
        float[] rows = new float[images * extractor.Layout.Length];
        Random random = new(1);
        for (int i = 0; i < planes.Length; i++) planes[i] = random.NextSingle();
        return images / Least(() => extractor.Run(planes, images, rows));
    }

    // Of processor time, since a generator has threads of its own.
    private static double DecodeRate(Func<IImageSource> open, Preprocessing preprocessing)
    {
        float[] planes = new float[3 * preprocessing.Size * preprocessing.Size];
        double least = double.PositiveInfinity;
        for (int round = 0; round < 3; round++)
        {
            IImageSource source = open();
            TimeSpan before = Environment.CpuUsage.TotalTime;
            for (int i = 0; i < source.Count; i++) preprocessing.Apply(source.Decode(i), planes);
            least = Math.Min(least, (Environment.CpuUsage.TotalTime - before).TotalSeconds / source.Count);
            (source as IDisposable)?.Dispose();
        }

        return 1 / least;
    }

    private static double Rate(IImageSource source, Extractor extractor, FeatureOptions options)
    {
        bool first = options.Cached && !Directory.Exists(options.CacheFolder);
        return source.Count / Least(() => FeatureExtraction.Run(source, extractor, _ => { }, options), rounds: first ? 1 : 3);
    }

    private static double Least(Action run, int rounds = 3)
    {
        double least = double.PositiveInfinity;
        for (int round = 0; round < rounds; round++)
        {
            Stopwatch watch = Stopwatch.StartNew();
            run();
            least = Math.Min(least, watch.Elapsed.TotalSeconds);
        }

        return least;
    }

    private void PrintMerge()
    {
        const int Dimension = 2048, Count = 4096;
        Random random = new(1);
        float[] rows = new float[Count * Dimension];
        for (int i = 0; i < rows.Length; i++) rows[i] = random.NextSingle() * random.NextSingle();
        string[] files = [In("part0.npz"), In("part1.npz")];
        for (int part = 0; part < files.Length; part++) WriteShard(files[part], new Shard(part, files.Length), rows, Dimension);

        FeatureStatistics merged = StatisticsShard.Merge([.. files.Select(ShardFile.Read)], files);
        double merge = Least(() => StatisticsShard.Merge([.. files.Select(ShardFile.Read)], files));
        double distance = Least(() => FrechetDistance.Between(merged, merged));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"\nTwo shards of {Count / 2} x {Dimension}: read and merged in {merge:0.00} s, the distance in {distance:0.00} s."));
    }

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
