using System.Globalization;
using GanGate.Measuring;
using GanGate.Training.Runs;

namespace GanGate.Tool.Terminal;

/// <summary>Shows a comparison of rules.</summary>
internal static class ComparisonOutput
{
    /// <summary>Shows it as text, or as JSON.</summary>
    /// <returns>0.</returns>
    public static int Show(Invocation invocation, ComparisonResult result)
    {
        invocation.Streams.Out.WriteLine(invocation.Json ? result.ToJson() : Text(result));
        return 0;
    }

    private static string Text(ComparisonResult result)
    {
        List<string> lines = [$"{result.Metric}, mean (minimum to maximum) of the runs:"];
        foreach (RuleResult rule in result.Rules)
        {
            lines.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"  {rule.Name}: b = {rule.Settings.DiscriminatorRate}, a = {rule.Settings.GeneratorRate}, critic steps {rule.Settings.CriticSteps}"));
            lines.AddRange(rule.Trials.Select(trial => string.Create(
                CultureInfo.InvariantCulture,
                $"    tried b = {trial.DiscriminatorRate:0.######e0}, a = {trial.GeneratorRate:0.######e0}: ")
                + (trial.Score is double score ? ScoreFormat.Number(score) : "diverged")));
            lines.AddRange(rule.Points.Select(point => string.Create(
                CultureInfo.InvariantCulture,
                $"    step {point.Step,8:N0}  {ScoreFormat.Number(point.Mean),9}  ({ScoreFormat.Number(point.Minimum)} to {ScoreFormat.Number(point.Maximum)})  "
                + $"oscillation {point.Oscillation:0.00}")));
            lines.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"    best {ScoreFormat.WithError(rule.Best.Score, rule.Best.StandardError)} at step {rule.Best.Step:N0} after {rule.Best.Seconds:0} s; "
                + $"mean of the runs' best {ScoreFormat.Number(rule.MeanBest)}"));
            lines.AddRange(rule.Diverged.Select(run => string.Create(
                CultureInfo.InvariantCulture,
                $"    run {run} diverged ({ErrorCodes.TrainingDiverged.Id}) after its score at step {rule.Curves[run - 1].Points[^1].Step:N0}")));
            lines.AddRange(rule.Modes.Select((modes, run) => string.Create(
                CultureInfo.InvariantCulture,
                $"    best generator of run {run + 1}: recall {modes.Recall:0.0000}, coverage {modes.Coverage:0.0000}, "
                + $"{modes.Repeated:N0} near duplicates among {modes.Samples:N0} samples")));
        }

        return string.Join('\n', lines);
    }
}
