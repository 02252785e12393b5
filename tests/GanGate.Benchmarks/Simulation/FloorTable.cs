using System.Globalization;
using System.Numerics.Tensors;
using GanGate.Metrics;
using GanGate.Statistics;

namespace GanGate.Simulation;

/// <summary>The table of docs/statistics.md on generators about as good as the reference, where the distance is of second order in the samples.</summary>
internal static class FloorTable
{
    private const double Nominal = 0.05, FarShare = 0.1;
    private static readonly double[] PerFeature = [1, 2, 4, 10];

    /// <summary>Prints what holds for features of files, drawn with replacement from a large set.</summary>
    /// <param name="photos">Statistics with the features of many photos; a third of them are the reference.</param>
    /// <param name="others">The same of pictures of another kind.</param>
    /// <param name="share">The share of others that is to be found.</param>
    /// <param name="repetitions">Sets of each size; every one is held against every other.</param>
    /// <param name="multiples">Sizes, in features.</param>
    public static void Print(string photos, string others, double share, int repetitions, double[]? multiples = null)
    {
        FeatureTable all = StatisticsFile.ReadWithFeatures(photos).Features!, foreign = StatisticsFile.ReadWithFeatures(others).Features!;
        int dimension = all.Dimension, count = all.Values.Length / dimension;
        float[] rows = new float[all.Values.Length];
        int[] order = [.. Enumerable.Range(0, count)];
        new Random(1).Shuffle(order);
        for (int row = 0; row < count; row++) all.Values.Span.Slice(order[row] * dimension, dimension).CopyTo(rows.AsSpan(row * dimension));
        int known = count / 3 * dimension;
        FeatureStatistics reference = Population.Of(rows[..known], dimension).Truth;
        Population same = Population.Of(rows[known..], dimension), other = Population.Of(foreign.Values.ToArray(), dimension);
        Population worse = same.Contaminated(other, share), far = same.Contaminated(other, FarShare);
        CovarianceFactor factor = CovarianceFactor.Of(reference);
        Console.WriteLine($"{dimension} features of {count:N0} photos, a third the reference; {repetitions} sets of each size\n");
        Console.WriteLine($"distances: same {same.DistanceTo(reference):G4}, {share:P1} foreign {worse.DistanceTo(reference):G4}, {FarShare:P0} {far.DistanceTo(reference):G4}");
        Dictionary<(Population, int), Draw[]> draws = [];
        foreach (double multiple in multiples ?? PerFeature)
        {
            int n = (int)(multiple * dimension);
            Spread("near", same, n);
            Spread("far", far, n);
            Rates(n, n, multiple);
            if (multiple >= 4) Rates(n, n / 2, multiple);
            if (multiple >= 4) Rates(n / 2, n, multiple);
        }

        void Rates(int first, int second, double multiple)
        {
            Draw[] a = Of(same, first), b = Of(same, second), c = Of(worse, second), d = Of(far, first), e = Of(far, second);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {first:N0} / {second:N0} | {Rate(a, b)} | {Rate(a, c)} | {Rate(d, e)} |"));
        }

        Draw[] Of(Population population, int n)
        {
            if (draws.TryGetValue((population, n), out Draw[]? known)) return known;
            Draw[] drawn = new Draw[repetitions];
            Parallel.For(0, repetitions, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, repetition =>
                drawn[repetition] = Draw.Of(population.Draw(new Random((1000 * n) + repetition + (draws.Count * 7919)), n), reference, factor));
            return draws[(population, n)] = drawn;
        }

        void Spread(string name, Population population, int n)
        {
            Draw[] all = Of(population, n);
            double mean = all.Average(one => one.Now.Value), variance = all.Sum(one => Math.Pow(one.Now.Value - mean, 2)) / (all.Length - 1);
            double skewness = all.Average(one => Math.Pow(one.Now.Value - mean, 3)) / Math.Pow(variance, 1.5);
            double now = all.Average(one => Math.Pow(one.Now.StandardError!.Value, 2)), first = all.Average(one => Math.Pow(one.First.StandardError!.Value, 2));
            double halves = all.Average(one => one.Halves);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {name} {n}: variance {variance:G3}, first order {first / variance:0.00} of it, now {now / variance:0.00} (cv {Math.Sqrt(all.Average(o => Math.Pow((o.Now.StandardError!.Value * o.Now.StandardError.Value / now) - 1, 2))):0.00}), H {halves / variance:0.00}, V {all.Average(one => one.Now.SecondOrder!.Value) / variance:0.00} (cv {Math.Sqrt(all.Average(o => Math.Pow(o.Now.SecondOrder!.Value / all.Average(x => x.Now.SecondOrder!.Value) - 1, 2))):0.00}), skewness {skewness:0.00}, told {all.Average(one => one.Now.ThirdCumulant!.Value) / Math.Pow(variance, 1.5):0.00}, bias {mean - population.DistanceTo(reference):G3} told {all.Average(o => o.Now.Bias!.Value):G3}"));
        }
    }

    private static string Rate(Draw[] accepted, Draw[] measured)
    {
        int first = 0, now = 0, normal = 0, all = 0;
        for (int i = 0; i < accepted.Length; i++)
        {
            for (int j = 0; j < measured.Length; j++)
            {
                if (ReferenceEquals(accepted, measured) && i == j) continue;
                all++;
                Difference difference = measured[j].Now.DifferenceFrom(accepted[i].Now)!;
                if (measured[j].First.DifferenceFrom(accepted[i].First)!.PValueOfRise < Nominal) first++;
                if (difference.PValueOfRise < Nominal) now++;
                if ((difference with { Skewness = 0 }).PValueOfRise < Nominal) normal++;
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{100.0 * first / all:0.0} % | {100.0 * now / all:0.0} % (normal {100.0 * normal / all:0.0})");
    }

    private sealed record Draw(Estimate Now, Estimate First, double Halves)
    {
        public static Draw Of(ReadOnlyMemory<float> rows, FeatureStatistics reference, CovarianceFactor factor)
        {
            FeatureStatistics statistics = Measured.StatisticsOf(rows, reference.Dimension);
            DistanceError error = DistanceError.Of(new FeatureRows(rows, reference.Dimension, "generated"), statistics, reference, factor, threads: 1);
            int count = rows.Length / reference.Dimension;
            double value = FrechetDistance.Between(statistics, reference, factor, threads: 1).Value;
            Estimate now = new(value, error.StandardError, error.Bias, count) { SecondOrder = error.SecondOrder, ThirdCumulant = error.ThirdCumulant };
            return new Draw(
                now,
                new Estimate(value, Math.Sqrt(TensorPrimitives.SumOfSquares<double>(error.Influence)) / count, error.Bias, count),
                0);
        }
    }
}
