using System.Globalization;
using System.Numerics.Tensors;
using GanGate.Metrics;
using GanGate.Statistics;

namespace GanGate.Simulation;

/// <summary>
/// The tables of docs/statistics.md on generators about as good as the reference, where the distance is of second order in the samples: by
/// the error as it is told, and by the influence's alone.
/// </summary>
internal sealed class FloorTable
{
    private const double Nominal = 0.05;

    private readonly FeatureStatistics _reference;
    private readonly CovarianceFactor _factor;
    private readonly Population _same;
    private readonly Population _other;
    private readonly int _repetitions;
    private readonly Dictionary<(double Share, int Count), Draw[]> _draws = [];

    private FloorTable(string photos, string others, int repetitions)
    {
        FeatureTable all = StatisticsFile.ReadWithFeatures(photos).Features!, foreign = StatisticsFile.ReadWithFeatures(others).Features!;
        int[] order = [.. Enumerable.Range(0, all.Count)];
        new Random(1).Shuffle(order);
        float[] rows = [.. order.SelectMany(row => all.Values.Slice(row * all.Dimension, all.Dimension).ToArray())];
        int known = all.Count / 3 * all.Dimension;
        (_reference, _repetitions) = (Population.Of(rows[..known], all.Dimension).Truth, repetitions);
        (_same, _other) = (Population.Of(rows[known..], all.Dimension), Population.Of(foreign.Values.ToArray(), all.Dimension));
        _factor = CovarianceFactor.Of(_reference);
        Console.WriteLine($"{all.Dimension} features of {all.Count:N0} photos, a third of them the reference; {repetitions} sets of each kind, all pairs\n");
    }

    /// <summary>Prints what holds for features of files, drawn with replacement from a large set.</summary>
    /// <param name="photos">Statistics with the features of many photos.</param>
    /// <param name="others">The same of pictures of another kind.</param>
    /// <param name="shares">Shares of the others: what is to be found among good samples, and what makes samples bad.</param>
    /// <param name="repetitions">Sets of each size; every one is held against every other.</param>
    /// <param name="counts">Samples of the baseline and of the new score.</param>
    public static void Print(string photos, string others, double[] shares, int repetitions, (int First, int Second)[] counts)
    {
        FloorTable table = new(photos, others, repetitions);
        string found = $"{100 * shares[0]:0.#} % of others";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| counts | good against good | by the influence | {found} found | by the influence |{string.Concat(shares[1..].Select(share => $" {100 * share:0.#} % in both | by the influence |"))}"));
        Console.WriteLine($"| --- | --- | --- | --- | --- |{string.Concat(shares[1..].Select(_ => " --- | --- |"))}");
        foreach ((int first, int second) in counts)
        {
            IEnumerable<string> cells = [table.Rates(0, first, 0, second), table.Rates(0, first, shares[0], second), .. shares[1..].Select(share => table.Rates(share, first, share, second))];
            Console.WriteLine($"| {first:N0} / {second:N0} | {string.Join(" | ", cells)} |");
        }

        Console.WriteLine("\n| samples | others | mean square error / variance | by the influence | of second order | skewness | as told | bias removed |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach ((double share, int count) in table._draws.Keys.Order()) table.PrintSpread(share, count);
    }

    private string Rates(double firstShare, int first, double secondShare, int second)
    {
        Draw[] accepted = Of(firstShare, first), measured = Of(secondShare, second);
        int pairs = 0, told = 0, influence = 0;
        for (int i = 0; i < accepted.Length; i++)
        {
            for (int j = 0; j < measured.Length; j++)
            {
                if (ReferenceEquals(accepted, measured) && i == j) continue;
                pairs++;
                if (measured[j].Told.DifferenceFrom(accepted[i].Told)!.PValueOfRise < Nominal) told++;
                if (measured[j].ByInfluence.DifferenceFrom(accepted[i].ByInfluence)!.PValueOfRise < Nominal) influence++;
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{100.0 * told / pairs:0.0} % | {100.0 * influence / pairs:0.0} %");
    }

    private void PrintSpread(double share, int count)
    {
        Draw[] draws = Of(share, count);
        double mean = draws.Average(draw => draw.Told.Value), variance = draws.Sum(draw => Math.Pow(draw.Told.Value - mean, 2)) / (draws.Length - 1);
        double deviation = Math.Sqrt(variance), truth = PopulationOf(share).DistanceTo(_reference);
        string[] cells =
        [
            $"{draws.Average(draw => Square(draw.Told)) / variance:0.00}",
            $"{draws.Average(draw => Square(draw.ByInfluence)) / variance:0.00}",
            $"{draws.Average(draw => draw.Told.SecondOrder!.Value) / variance:0.00}",
            $"{draws.Average(draw => Math.Pow((draw.Told.Value - mean) / deviation, 3)):0.00}",
            $"{draws.Average(draw => draw.Told.ThirdCumulant!.Value / Math.Pow(deviation, 3)):0.00}",
            $"{100 * draws.Average(draw => draw.Told.Bias!.Value) / (mean - truth):0} %",
        ];
        Console.WriteLine($"| {count:N0} | {100 * share:0.#} % | {string.Join(" | ", cells)} |");

        static double Square(Estimate estimate) => estimate.StandardError!.Value * estimate.StandardError.Value;
    }

    private Draw[] Of(double share, int count)
    {
        if (_draws.TryGetValue((share, count), out Draw[]? known)) return known;
        Population population = PopulationOf(share);
        Draw[] drawn = new Draw[_repetitions];
        int seed = _draws.Count;
        ParallelOptions cores = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, _repetitions, cores, repetition =>
            drawn[repetition] = Draw.Of(population.Draw(new Random((1_000_003 * seed) + repetition), count), _reference, _factor));
        return _draws[(share, count)] = drawn;
    }

    private Population PopulationOf(double share) => share > 0 ? _same.Contaminated(_other, share) : _same;

    private sealed record Draw(Estimate Told, Estimate ByInfluence)
    {
        public static Draw Of(ReadOnlyMemory<float> rows, FeatureStatistics reference, CovarianceFactor factor)
        {
            FeatureStatistics statistics = Measured.StatisticsOf(rows, reference.Dimension);
            FeatureRows table = new(rows, reference.Dimension, "generated");
            DistanceError error = DistanceError.Of(table, statistics, reference, factor, threads: 1);
            double value = FrechetDistance.Between(statistics, reference, factor, threads: 1).Value;
            double influence = Math.Sqrt(TensorPrimitives.SumOfSquares<double>(error.Influence)) / table.Count;
            Measured measured = new(value, error.Bias, error.StandardError, table.Count, error.Parts);
            return new Draw(measured.Estimate, new Estimate(value, influence, error.Bias, table.Count));
        }
    }
}
