using System.Globalization;
using GanGate.Measuring;
using GanGate.Training.Optimisation;
using GanGate.Training.Runs;

namespace GanGate.Tool.Terminal;

/// <summary>Shows what a training came to.</summary>
internal static class TrainingOutput
{
    /// <summary>Shows it as text, or as JSON.</summary>
    /// <returns>0.</returns>
    public static int Show(Invocation invocation, GanResult result)
    {
        invocation.Streams.Out.WriteLine(invocation.Json ? result.ToJson() : Text(result));
        return 0;
    }

    private static string Text(GanResult result)
    {
        Curve curve = result.Curve;
        List<string> lines = [$"{curve.Metric} along the training, of {curve.Points[^1].Samples} samples:"];
        lines.AddRange(curve.Points.Select(point => string.Create(
            CultureInfo.InvariantCulture,
            $"  step {point.Step,8:N0}  {ScoreFormat.WithError(point.Score, point.StandardError),10}  after {point.Seconds,7:0} s  oscillation {point.Oscillation:0.00}")
            + (point == curve.Best ? "  best" : "")));
        lines.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"{(result.StoppedEarly ? "Stopped, since the score no longer fell" : "Done")}; {result.GigaflopsPerSecond:0.#} GFLOP/s in the steps."));
        lines.Add("Assumptions of the convergence proof:");
        lines.AddRange(curve.Assumptions.Select(Describe));
        lines.Add($"The best generator is {Path.Combine(result.Folder, "generator.onnx")}.");
        return string.Join('\n', lines);
    }

    private static string Describe(Assumption assumption) =>
        $"  {assumption.Id} {(assumption.Met ? "met" : "not met")}: {assumption.Reason}";
}
