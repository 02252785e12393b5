using GanGate.Gating;
using GanGate.Metrics;
using GanGate.Statistics;

namespace GanGate.Simulation;

/// <summary>One simulated measurement.</summary>
internal sealed record Measured(double Value, double Bias, double StandardError, int Count)
{
    /// <summary>Draws samples and measures them as the gate does.</summary>
    public static Measured Of(Population generator, FeatureStatistics reference, CovarianceFactor factor, int count, int seed)
    {
        float[] rows = generator.Draw(new Random(seed), count);
        MomentAccumulator moments = new(generator.Dimension, firstBlock: 0, threads: 1);
        moments.Add(rows);
        FeatureStatistics statistics = moments.ToMoments().ToStatistics();
        DistanceError error = DistanceError.Of(new FeatureRows(rows, generator.Dimension, "generated"), statistics, reference, factor, threads: 1);
        return new Measured(FrechetDistance.Between(statistics, reference, factor, threads: 1).Value, error.Bias, error.StandardError, count);
    }

    /// <summary>As a run of a baseline, or the one that is tested against it.</summary>
    public BaselineRun Run => new(Value, Count, DateTimeOffset.UnixEpoch, "", Bias, StandardError);
}
