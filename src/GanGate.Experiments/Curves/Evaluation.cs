using System.Text.Json.Serialization;
using GanGate.Gating;
using GanGate.Images;
using GanGate.Metrics;

namespace GanGate.Curves;

/// <summary>The score of one checkpoint of a training.</summary>
/// <param name="Checkpoint">What the checkpoint is called in its run's folder.</param>
/// <param name="Step">Steps of training before it.</param>
/// <param name="Value">The score; lower is better.</param>
/// <param name="Count">How many samples it was measured on, where known.</param>
/// <param name="StandardError">Of the value, for another draw of as many samples; null where it is not known.</param>
/// <param name="Bias">By how much so many samples raise the value; null where it is not known.</param>
/// <param name="Seconds">Of training before it; null where they are not known.</param>
public sealed record Evaluation(
    string Checkpoint,
    long Step,
    double Value,
    long? Count = null,
    double? StandardError = null,
    double? Bias = null,
    double? Seconds = null) : Estimate(Value, StandardError, Bias, Count)
{
    /// <summary>A picture of the first samples; null where there is none.</summary>
    public string? Picture { get; init; }

    /// <summary>The same for a page; null where none was asked for, or only <see cref="Picture"/> is at hand.</summary>
    [JsonIgnore]
    internal Thumbnail? Thumbnail { get; init; }

    /// <summary>How much higher another evaluation of the same run is, and whether by more than is allowed and more than chance.</summary>
    /// <param name="later">The other one.</param>
    /// <param name="allowance">How much higher passes without question.</param>
    /// <param name="alpha">The chance of a false alarm that is accepted.</param>
    internal Regression RiseTo(Evaluation later, Allowance allowance, double alpha)
    {
        Difference? test = later.DifferenceFrom(this);
        double allowed = allowance.Of(Math.Max(0, Corrected));
        return new Regression(
            test?.Accepted ?? Value, test?.Rise ?? later.Value - Value, allowed, Runs: 1, test?.StandardError, test?.PValueOfRise, alpha);
    }

    /// <summary>Whether another evaluation is lower by more than chance; without errors, whether it is lower.</summary>
    internal bool FallsTo(Evaluation later, double alpha) =>
        later.DifferenceFrom(this) is Difference test ? test.PValueOfFall < alpha : later.Value < Value;
}

/// <summary>The evaluations of one run, by rising steps.</summary>
/// <param name="Source">What the user called the run.</param>
/// <param name="Metric">What the score is called.</param>
/// <param name="Evaluations">At least one.</param>
public sealed record EvaluatedRun(string Source, string Metric, IReadOnlyList<Evaluation> Evaluations);
