using System.Globalization;
using System.IO.Compression;
using GanGate.Calibration;
using GanGate.Disturbances;
using GanGate.Features;
using GanGate.Images;
using GanGate.Measuring;
using GanGate.Numerics;
using GanGate.Statistics;

namespace GanGate.Simulation;

/// <summary>
/// Whether calibrated limits keep their promises: each repetition calibrates on fresh good photos and tries the limit on others, plain and
/// spoiled. Photos are drawn without replacement, so that two disjoint draws differ as two of endless many would.
/// </summary>
internal sealed class CalibrationTable : IDisposable
{
    private const int Pool = 12000;
    private const double Alpha = 0.05;

    private static readonly (DisturbanceKind Kind, double[] Levels)[] Disturbed =
    [
        (DisturbanceKind.Blur, [0.3, 0.35, 0.4, 0.45, 0.5]),
        (DisturbanceKind.Noise, [0.02, 0.03, 0.04, 0.05]),
        (DisturbanceKind.Jpeg, [20, 25, 30, 40]),
        (DisturbanceKind.SaltAndPepper, [0.003, 0.005, 0.007]),
    ];

    private static readonly double[] Shares = [0.01, 0.015, 0.02, 0.03, 0.04];
    private static readonly double[] Losses = [0.5, 1];
    private static readonly double[] Repeated = [0.3, 0.5, 0.7, 0.9];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gangate-calibration-");
    private readonly Extractor _extractor = Protocols.Open(new ProtocolOptions("pyramid"));

    /// <summary>Prints the table.</summary>
    /// <param name="photos">A folder with train.zip and train2.zip of CIFAR-10 photos.</param>
    /// <param name="count">Good samples, and next ones.</param>
    /// <param name="repetitions">Of each cell.</param>
    public static void Print(string photos, int count, int repetitions)
    {
        using CalibrationTable table = new();
        table.Run(photos, count, repetitions);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _extractor.Dispose();
        _folder.Delete(recursive: true);
    }

    private void Run(string photos, int count, int repetitions)
    {
        FeatureSet reference = SetOf(Open(photos, "train.zip"));
        ImageFolder all = Open(photos, "train2.zip");
        SelectedImages pool = new(all, new Philox(1).Order(0, all.Count)[..Pool]);
        Variant[] variants = [.. VariantsOf(pool, SetOf(pool))];
        FeatureSet textures = SetOf(new Textures(Pool, 32, 32, seed: 0));
        Metric metric = Metric.Of(_extractor.Protocol.Id, reference.Statistics.Dimension, _extractor.Protocol.Fingerprint);
        Tally tally = new();
        Parallel.For(0, repetitions, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, repetition =>
        {
            int[] order = new Philox(2).Order((ulong)repetition, Pool);
            Draw good = new(order[..count], variants, textures, repetition), next = new(order[count..(2 * count)], variants, textures, repetition + 1_000_000);
            Comparison run = new(good.Plain, reference, CancellationToken.None);
            Calibrator calibrator = new([run], good.Plain, [metric], new CalibrationRules { Alpha = Alpha });
            double limit = calibrator.Metrics[0].Limit;
            tally.Add("plain", 0, null, FailsAt(next.Plain));
            foreach ((IFault fault, IFault spoiled) in good.Faults.Zip(next.Faults))
            {
                Dictionary<double, bool> failed = fault.Kind.Levels.ToDictionary(level => level, level => FailsAt(spoiled.At(level).Set));
                FaultLevel[] levels = [.. fault.Kind.Levels.Select(level => calibrator.Measure(fault, level))];
                foreach (FaultLevel level in levels) tally.Add(fault.Kind.Name, level.Level, level.Scores[metric.Id].Found, failed[level.Level]);
                if (calibrator.Conclude(fault, levels).Found is FoundLevel found)
                {
                    tally.Add($"{fault.Kind.Name}, from the promised level on", 0, null, failed[found.Level]);
                }
            }

            bool FailsAt(FeatureSet set) => new Comparison(set, reference, CancellationToken.None).Distance.Value > limit;
        });
        tally.Print(count, repetitions);
    }

    private ImageFolder Open(string photos, string archive)
    {
        string folder = Path.Combine(_folder.FullName, archive);
        ZipFile.ExtractToDirectory(Path.Combine(photos, archive), folder);
        return ImageFolder.Open(folder);
    }

    private IEnumerable<Variant> VariantsOf(IImageSource pool, FeatureSet plain)
    {
        yield return new Variant(null, 0, plain);
        foreach ((DisturbanceKind kind, double[] levels) in Disturbed)
        {
            Disturbance disturbance = Disturbance.Of(kind, new DisturbanceOptions(pool));
            foreach (double level in levels) yield return new Variant(kind, level, SetOf(disturbance.At(level)));
        }
    }

    private FeatureSet SetOf(IImageSource images)
    {
        List<float> rows = new(images.Count * _extractor.Protocol.Dimension);
        FeatureExtraction.Run(images, _extractor, features => rows.AddRange(features));
        MomentAccumulator moments = new(_extractor.Protocol.Dimension);
        moments.Add(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rows));
        FeatureStatistics statistics = moments.ToMoments().ToStatistics();
        return new FeatureSet(() => statistics) { Images = images, Features = rows.ToArray() };
    }

    /// <summary>The features of the whole pool under one disturbance.</summary>
    private sealed record Variant(DisturbanceKind? Kind, double Level, FeatureSet Set);

    /// <summary>Some photos of the pool, plain and under each fault.</summary>
    private sealed class Draw
    {
        public Draw(int[] rows, Variant[] variants, FeatureSet textures, int seed)
        {
            Plain = variants[0].Set.OfRows(rows);
            int[] foreign = new Philox(3).Order((ulong)seed, textures.Count);
            int[] members = [.. Enumerable.Range(0, rows.Length).Where(row => Plain.Images!.ClassOf(row) == "bird")];
            Faults =
            [
                .. Disturbed.Select(one => new DrawnFault(
                    new FaultKind(one.Kind.Name, "", "", one.Levels),
                    level => new FaultedSamples(variants.First(variant => variant.Kind == one.Kind && variant.Level == level).Set.OfRows(rows), null))),
                new DrawnFault(new FaultKind("contamination", "", "", Shares), level => new FaultedSamples(Mixed(level), null)),
                new DrawnFault(new FaultKind("lost-class", "", "", Losses), new LostClassFault(Plain, "bird", members, seed).At),
                new DrawnFault(new FaultKind("repeats", "", "", Repeated), new RepeatFault(Plain, seed).At),
            ];

            FeatureSet Mixed(double level)
            {
                int dimension = Plain.Statistics.Dimension, replaced = (int)Math.Round(level * rows.Length);
                float[] values = Plain.Features!.Value.ToArray();
                for (int i = 0; i < replaced; i++)
                {
                    textures.Features!.Value.Span.Slice(foreign[i] * dimension, dimension).CopyTo(values.AsSpan(i * dimension));
                }

                return Plain.WithFeatures(values);
            }
        }

        public FeatureSet Plain { get; }

        public IReadOnlyList<IFault> Faults { get; }
    }

    private sealed record DrawnFault(FaultKind Kind, Func<double, FaultedSamples> Make) : IFault
    {
        public string? Subject => null;

        public FaultedSamples At(double level) => Make(level);
    }

    /// <summary>What was predicted and what was seen, by fault and level.</summary>
    private sealed class Tally
    {
        private readonly Dictionary<(string Fault, double Level), List<(double? Predicted, bool Failed)>> _seen = [];

        public void Add(string fault, double level, double? predicted, bool failed)
        {
            lock (_seen)
            {
                if (!_seen.TryGetValue((fault, level), out List<(double?, bool)>? cell)) _seen.Add((fault, level), cell = []);
                cell.Add((predicted, failed));
            }
        }

        public void Print(int count, int repetitions)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{count:N0} photos, alpha {Alpha:0.##}, {repetitions} repetitions\n\n| fault | level | predicted | observed | of |\n| --- | --- | --- | --- | --- |"));
            foreach (((string fault, double level), List<(double? Predicted, bool Failed)> cell) in _seen.OrderBy(one => one.Key.Fault, StringComparer.Ordinal).ThenBy(one => one.Key.Level))
            {
                string predicted = cell.Average(one => one.Predicted) is double mean ? string.Create(CultureInfo.InvariantCulture, $"{100 * mean:0.#} %") : "";
                double observed = cell.Count(one => one.Failed) / (double)cell.Count;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {fault} | {level:0.####} | {predicted} | {100 * observed:0.#} % | {cell.Count} |"));
            }
        }
    }
}
