using System.Text.Json;
using GanGate.Training.Networks;

namespace GanGate.Training.Runs;

/// <summary>What a comparison of rules found.</summary>
/// <param name="Schema">The layout of its JSON.</param>
/// <param name="Metric">What the score is called.</param>
/// <param name="Rules">The rules, in the order in which they were named.</param>
public sealed record ComparisonResult(string Schema, string Metric, IReadOnlyList<RuleResult> Rules)
{
    /// <summary>The result as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, TrainingJson.Default.ComparisonResult);
}

/// <summary>The runs of one rule.</summary>
/// <param name="Name">The rule's.</param>
/// <param name="Settings">Of the first run; the others differ in the seed.</param>
/// <param name="Best">The evaluation with the lowest score of all runs.</param>
/// <param name="MeanBest">The mean over the runs of each one's lowest score.</param>
/// <param name="Points">The score along the training, over the runs.</param>
/// <param name="Curves">Each run's own.</param>
public sealed record RuleResult(
    string Name, GanSettings Settings, CurvePoint Best, double MeanBest, IReadOnlyList<RulePoint> Points, IReadOnlyList<Curve> Curves)
{
    /// <summary>The pairs of rates that were tried first, the best before the others; empty where none were.</summary>
    public IReadOnlyList<RateTrial> Trials { get; init; } = [];

    /// <summary>The numbers, from 1, of the runs that diverged; their curves end before that.</summary>
    public IReadOnlyList<int> Diverged { get; init; } = [];

    /// <summary>What each run's best generator reaches of the images; empty where that was not measured.</summary>
    public IReadOnlyList<ModeCoverage> Modes { get; init; } = [];

    /// <summary>Sums up some runs; evaluations that not every run has (patience, divergence) are over those that have them.</summary>
    internal static RuleResult Of(string name, IReadOnlyList<Curve> curves)
    {
        RulePoint[] points = [.. curves
            .SelectMany(curve => curve.Points)
            .GroupBy(point => point.Step)
            .OrderBy(points => points.Key)
            .Select(points => new RulePoint(
                points.Key,
                points.Average(point => point.Score),
                points.Min(point => point.Score),
                points.Max(point => point.Score),
                points.Average(point => point.Oscillation)))];
        CurvePoint best = curves.Select(curve => curve.Best!).MinBy(point => point.Score)!;
        return new RuleResult(name, curves[0].Settings, best, curves.Average(curve => curve.Best!.Score), points, curves);
    }
}

/// <summary>One evaluation over the runs of a rule.</summary>
/// <param name="Step">Steps of the generator before it.</param>
/// <param name="Mean">Of the scores.</param>
/// <param name="Minimum">Of the scores.</param>
/// <param name="Maximum">Of the scores.</param>
/// <param name="Oscillation">The mean of the runs'.</param>
public sealed record RulePoint(long Step, double Mean, double Minimum, double Maximum, double Oscillation);
