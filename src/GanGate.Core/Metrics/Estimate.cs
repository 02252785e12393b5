using System.Text.Json.Serialization;

namespace GanGate.Metrics;

/// <summary>
/// A measured number and how sure it is: what another draw of as many samples from the same trained generator would change, against the
/// same frozen reference. A retrained generator differs by more.
/// </summary>
/// <param name="Value">The number as it was measured.</param>
/// <param name="StandardError">Its standard error; null where the samples were not at hand but only their statistics.</param>
/// <param name="Bias">
/// By how much so many samples raise the number on average; falls about as 1 / n. Null where it is not known, as for a divergence of texts:
/// it is then the same for as many samples.
/// </param>
/// <param name="Count">How many samples it was measured on, where known.</param>
public record Estimate(double Value, double? StandardError = null, double? Bias = null, long? Count = null)
{
    /// <summary>
    /// The part of the error's square that falls as 1 / n, as it was estimated: of noise alone, and below 0 as often as above, where the generator
    /// is about as good as the reference. Null where it is not known.
    /// </summary>
    [JsonInclude]
    internal double? FirstOrder { get; init; }

    /// <summary>The part of the error's square that falls as 1 / n^2; null where it is not known.</summary>
    [JsonInclude]
    internal double? SecondOrder { get; init; }

    /// <summary>The third cumulant of what is of second order, above 0 but for noise; falls as 1 / n^3. Null where it is not known.</summary>
    [JsonInclude]
    internal double? ThirdCumulant { get; init; }

    /// <summary>The value without its bias; the plain value where the bias is not known.</summary>
    [JsonIgnore]
    public double Corrected => Value - (Bias ?? 0);

    /// <summary>Whether half of the value or more is bias, so that it says little of the generator.</summary>
    [JsonIgnore]
    public bool AtNoiseFloor => Bias > 0 && Bias >= Value / 2;

    /// <summary>Whether a person could have measured this: finite, an error of at least 0, two samples or more.</summary>
    [JsonIgnore]
    internal bool IsPossible => double.IsFinite(Value) && double.IsFinite(Bias ?? 0) && double.IsFinite(StandardError ?? 0)
        && !(StandardError < 0) && !(Count < 2) && (Bias is null || StandardError is not null)
        && double.IsFinite(FirstOrder ?? 0) && double.IsFinite(SecondOrder ?? 0) && !(SecondOrder < 0) && double.IsFinite(ThirdCumulant ?? 0);

    /// <summary>The mean of independent estimates. Its count is theirs where they have one in common, else it is not known.</summary>
    /// <param name="estimates">At least one.</param>
    public static Estimate MeanOf(IReadOnlyList<Estimate> estimates)
    {
        ArgumentNullException.ThrowIfNull(estimates);
        return new Estimate(
            estimates.Average(one => one.Value),
            estimates.All(one => one.StandardError is not null)
                ? Math.Sqrt(estimates.Sum(one => one.StandardError!.Value * one.StandardError.Value)) / estimates.Count
                : null,
            estimates.Average(one => one.Bias),
            estimates.All(one => one.Count == estimates[0].Count) ? estimates[0].Count : null)
        {
            FirstOrder = estimates.Aggregate((double?)0, (sum, one) => sum + one.FirstOrder) / Math.Pow(estimates.Count, 2),
            SecondOrder = estimates.Aggregate((double?)0, (sum, one) => sum + one.SecondOrder) / Math.Pow(estimates.Count, 2),
            ThirdCumulant = estimates.Aggregate((double?)0, (sum, one) => sum + one.ThirdCumulant) / Math.Pow(estimates.Count, 3),
        };
    }

    /// <summary>What as many samples of the same generator are expected to give.</summary>
    /// <param name="count">How many; <see cref="Count"/> must be known.</param>
    internal Estimate At(long count)
    {
        double share = (double)Count!.Value / count, second = SecondOrder ?? 0;
        return new Estimate(
            Value - (Bias * (1 - share)) ?? Value,
            StandardError is double error ? Math.Sqrt((Math.Max(0, (error * error) - second) * share) + (second * share * share)) : null,
            Bias * share,
            count)
        {
            FirstOrder = FirstOrder * share,
            SecondOrder = SecondOrder * share * share,
            ThirdCumulant = ThirdCumulant * share * share * share,
        };
    }

    /// <summary>By how much this is higher than others, and whether by more than chance.</summary>
    /// <param name="others">Estimates against the same reference; several are runs of one recipe.</param>
    /// <returns>null where an error is not known.</returns>
    internal Difference? DifferenceFrom(params IReadOnlyList<Estimate> others) => Difference.Of(others, this);
}
