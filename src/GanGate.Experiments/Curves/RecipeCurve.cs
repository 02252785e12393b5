using System.Text.Json.Serialization;

namespace GanGate.Curves;

/// <summary>The score along repeated runs of one recipe of training.</summary>
/// <param name="Runs">Each by itself; at least one.</param>
/// <param name="Points">Over the runs, by rising steps; of steps that not every run has, over those that have them.</param>
public sealed record RecipeCurve(IReadOnlyList<RunCurve> Runs, IReadOnlyList<RecipePoint> Points)
{
    /// <summary>The run with the best evaluation.</summary>
    [JsonIgnore]
    public RunCurve BestRun => Runs.MinBy(run => run.Best.Value)!;

    /// <summary>The step at which the runs were best on average.</summary>
    public RecipePoint BestPoint => Points.MinBy(point => point.Mean)!;

    /// <summary>What the runs are called together.</summary>
    public string Name => Runs.Count == 1 ? Runs[0].Source : $"{Runs[0].Source} and {Runs.Count - 1} more";

    /// <summary>Sums up some runs.</summary>
    public static RecipeCurve Of(IReadOnlyList<RunCurve> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        return new RecipeCurve(runs, [.. runs
            .SelectMany(run => run.Evaluations)
            .GroupBy(evaluation => evaluation.Step)
            .OrderBy(step => step.Key)
            .Select(step => RecipePoint.Of(step.Key, [.. step]))]);
    }

    /// <summary>The first step at which the runs were on average as good as a score; null where they never were.</summary>
    public RecipePoint? FirstAsGoodAs(double score) => Points.FirstOrDefault(point => point.Mean <= score);
}

/// <summary>One step over the runs of a recipe.</summary>
/// <param name="Step">Steps of training.</param>
/// <param name="Mean">Of the scores.</param>
/// <param name="Minimum">Of the scores.</param>
/// <param name="Maximum">Of the scores.</param>
/// <param name="Runs">How many runs were evaluated there.</param>
/// <param name="Seconds">Of training until then, on average; null where they are not known of every run.</param>
public sealed record RecipePoint(long Step, double Mean, double Minimum, double Maximum, int Runs, double? Seconds)
{
    internal static RecipePoint Of(long step, IReadOnlyList<Evaluation> evaluations)
    {
        double[] values = [.. evaluations.Select(evaluation => evaluation.Value)];
        bool timed = evaluations.All(evaluation => evaluation.Seconds is not null);
        double? seconds = timed ? evaluations.Average(evaluation => evaluation.Seconds) : null;
        return new RecipePoint(step, values.Average(), values.Min(), values.Max(), values.Length, seconds);
    }
}

/// <summary>Two recipes beside each other, by steps and by time.</summary>
/// <param name="AsGood">Where the first is on average as good as the other's best; null where it never is.</param>
/// <param name="OtherAsGood">Where the other is on average as good as the first's best; null where it never is.</param>
public sealed record RecipeComparison(RecipePoint? AsGood, RecipePoint? OtherAsGood)
{
    /// <summary>Compares two recipes.</summary>
    public static RecipeComparison Of(RecipeCurve first, RecipeCurve other)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(other);
        return new RecipeComparison(first.FirstAsGoodAs(other.BestPoint.Mean), other.FirstAsGoodAs(first.BestPoint.Mean));
    }
}
