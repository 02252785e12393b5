using System.Diagnostics;
using System.Globalization;
using GanGate.Metrics;
using GanGate.Statistics;

namespace GanGate.Benchmarks;

/// <summary>What the error of a score costs beside its moments and its distance, at Inception's 2048 features and 10,000 samples.</summary>
internal static class ErrorCost
{
    private const int Dimension = 2048, Count = 10_000, Rounds = 2;

    /// <summary>Prints the least seconds of each part; on a busy machine the processor time tells more.</summary>
    public static void Print()
    {
        float[] values = new float[Count * Dimension];
        Random random = new(1);
        for (int i = 0; i < values.Length; i++) values[i] = random.NextSingle() * random.NextSingle();
        FeatureRows rows = new(values, Dimension, "generated");
        FeatureStatistics generated = Moments(values), reference = Moments(values.AsSpan(0, Count / 2 * Dimension));
        Report("moments", () => Moments(values));
        Report("distance", () => FrechetDistance.Between(generated, reference));
        Report("error, bias, influence", () => DistanceError.Of(rows, generated, reference));
        double[] variances = [.. Enumerable.Range(0, Dimension).Select(i => reference.Sigma[(i * Dimension) + i])];
        Report("repeats and copies", () => RepeatedRows.Find(rows, rows, variances));
    }

    private static FeatureStatistics Moments(ReadOnlySpan<float> values)
    {
        MomentAccumulator moments = new(Dimension);
        moments.Add(values);
        return moments.ToMoments().ToStatistics();
    }

    private static FeatureStatistics Moments(float[] values) => Moments(values.AsSpan());

    private static void Report(string part, Func<object> run)
    {
        double least = double.PositiveInfinity, processor = double.PositiveInfinity;
        for (int round = 0; round < Rounds; round++)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            Stopwatch watch = Stopwatch.StartNew();
            GC.KeepAlive(run());
            least = Math.Min(least, watch.Elapsed.TotalSeconds);
            processor = Math.Min(processor, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{part,-24} {least:0.00} s on {Environment.ProcessorCount} cores, {processor:0.00} s of processor time"));
    }
}
