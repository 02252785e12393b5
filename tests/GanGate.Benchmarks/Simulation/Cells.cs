using GanGate.Measuring;
using GanGate.Metrics;
using GanGate.Statistics;

namespace GanGate.Simulation;

/// <summary>What is simulated: how often a test of a nominal 5 % alarms, and how often a nominal 95 % interval holds the truth.</summary>
internal static class Cells
{
    private const double Nominal = 0.05;

    /// <summary>
    /// The share of repetitions in which the second of two measurements is significantly worse than the first at a nominal 5 %:
    /// false alarms where the second generator is no worse, power where it is.
    /// </summary>
    public static double AlarmRate(
        Population first, Population second, FeatureStatistics reference, int firstCount, int secondCount, int repetitions, int seed)
    {
        CovarianceFactor factor = CovarianceFactor.Of(reference);
        int alarms = 0;
        Parallel.For(0, repetitions, repetition =>
        {
            Measured accepted = Measured.Of(first, reference, factor, firstCount, Seed(seed, 2 * repetition));
            Measured measured = Measured.Of(second, reference, factor, secondCount, Seed(seed, (2 * repetition) + 1));
            if (measured.Estimate.DifferenceFrom(accepted.Estimate)!.PValueOfRise < Nominal) Interlocked.Increment(ref alarms);
        });
        return (double)alarms / repetitions;
    }

    /// <summary>How often the 95 % interval of the corrected score holds the truth, and how much of the bias the correction removes.</summary>
    public static (double Coverage, double BiasRemoved, double ErrorRatio) Interval(
        Population generator, FeatureStatistics reference, int count, int repetitions, int seed)
    {
        CovarianceFactor factor = CovarianceFactor.Of(reference);
        double truth = generator.DistanceTo(reference);
        Measured[] all = new Measured[repetitions];
        Parallel.For(0, repetitions, repetition => all[repetition] = Measured.Of(generator, reference, factor, count, Seed(seed, repetition)));
        double coverage = all.Average(one => Math.Abs(one.Value - one.Bias - truth) <= 1.959964 * one.StandardError ? 1.0 : 0);
        double mean = all.Average(one => one.Value), spread = Math.Sqrt(all.Average(one => (one.Value - mean) * (one.Value - mean)));
        return (coverage, all.Average(one => one.Bias) / (mean - truth), all.Average(one => one.StandardError) / spread);
    }

    /// <summary>
    /// What early answers do when the limit lies at given distances from the value of all images: the share of answers that differ from
    /// that of all, and the average share of images measured.
    /// </summary>
    /// <param name="errors">Stated errors.</param>
    /// <param name="offsets">The limit's distance from the value of all images, as a share of it.</param>
    /// <returns>For each error, what holds at each offset.</returns>
    public static (double Differ, double Used)[][] Early(
        Population generator, FeatureStatistics reference, int total, double[] errors, double[] offsets, int repetitions, int seed)
    {
        CovarianceFactor factor = CovarianceFactor.Of(reference);
        EarlyPlan[] plans = [.. errors.Select(error => EarlyPlan.For(total, generator.Dimension, error))];
        (double Differ, double Used)[][] sums = [.. errors.Select(_ => new (double, double)[offsets.Length])];
        ParallelOptions cores = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, repetitions, cores, repetition =>
        {
            // Independent samples come in a random order already.
            ReadOnlyMemory<float> rows = generator.Draw(new Random(Seed(seed, repetition)), total);
            double all = FrechetDistance.Between(Measured.StatisticsOf(rows, generator.Dimension), reference, factor, threads: 1).Value;
            Measured[] looks = [.. plans[0].Looks.Select(look => Measured.Of(rows[..(look * generator.Dimension)], reference, factor))];
            for (int plan = 0; plan < plans.Length; plan++)
            {
                for (int i = 0; i < offsets.Length; i++)
                {
                    (bool passes, double used) = Answer(plans[plan], looks, all * (1 + offsets[i]), offsets[i] >= 0);
                    double differs = passes == offsets[i] >= 0 ? 0 : 1;
                    lock (sums)
                    {
                        (double differ, double share) = sums[plan][i];
                        sums[plan][i] = (differ + (differs / repetitions), share + (used / repetitions));
                    }
                }
            }
        });
        return sums;
    }

    private static (bool Passes, double Used) Answer(EarlyPlan plan, Measured[] looks, double limit, bool ofAll)
    {
        for (int look = 0; look < looks.Length; look++)
        {
            double share = (double)looks[look].Count / plan.Total, margin = looks[look].Value - (looks[look].Bias * (1 - share)) - limit;
            if (plan.IsDecided(look, looks[look].Estimate, [margin])) return (margin <= 0, share);
        }

        return (ofAll, 1);
    }

    private static int Seed(int seed, int repetition) => (seed * 1_000_003) + repetition;
}
