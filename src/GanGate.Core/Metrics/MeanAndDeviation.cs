namespace GanGate.Metrics;

/// <summary>Mean and population standard deviation (divisor: the number of values) of a metric over its splits or subsets.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="StandardDeviation">The population standard deviation, as numpy's std.</param>
public readonly record struct MeanAndDeviation(double Mean, double StandardDeviation)
{
    internal static MeanAndDeviation Of(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values) sum += value;

        // Not what rounding leaves of a mean of equal values.
        double mean = sum / values.Length, squares = 0;
        if (!values.ContainsAnyExcept(values[0])) return new MeanAndDeviation(mean, 0);
        foreach (double value in values) squares += (value - mean) * (value - mean);

        return new MeanAndDeviation(mean, Math.Sqrt(squares / values.Length));
    }
}
