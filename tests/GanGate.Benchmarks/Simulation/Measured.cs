using GanGate.Metrics;
using GanGate.Statistics;

namespace GanGate.Simulation;

/// <summary>One simulated measurement.</summary>
internal sealed record Measured(double Value, double Bias, double StandardError, int Count, ErrorParts? Parts)
{
    /// <summary>Draws samples and measures them as the gate does.</summary>
    public static Measured Of(Population generator, FeatureStatistics reference, CovarianceFactor factor, int count, int seed)
    {
        return Of(generator.Draw(new Random(seed), count), reference, factor);
    }

    /// <summary>Measures samples as the gate does.</summary>
    public static Measured Of(ReadOnlyMemory<float> rows, FeatureStatistics reference, CovarianceFactor factor)
    {
        FeatureStatistics statistics = StatisticsOf(rows, reference.Dimension);
        DistanceError error = DistanceError.Of(new FeatureRows(rows, reference.Dimension, "generated"), statistics, reference, factor, threads: 1);
        double value = FrechetDistance.Between(statistics, reference, factor, threads: 1).Value;
        return new Measured(value, error.Bias, error.StandardError, rows.Length / reference.Dimension, error.Parts);
    }

    /// <summary>The moments of samples.</summary>
    public static FeatureStatistics StatisticsOf(ReadOnlyMemory<float> rows, int dimension)
    {
        MomentAccumulator moments = new(dimension, firstBlock: 0, threads: 1);
        moments.Add(rows.Span);
        return moments.ToMoments().ToStatistics();
    }

    /// <summary>As a run of a baseline, or the one that is tested against it.</summary>
    public Estimate Estimate => new(Value, StandardError, Bias, Count)
    {
        FirstOrder = Parts?.FirstOrder,
        SecondOrder = Parts?.SecondOrder,
        ThirdCumulant = Parts?.ThirdCumulant,
    };
}
