namespace GanGate.Training.Runs;

/// <summary>What the losses of some steps say.</summary>
internal static class LossStatistics
{
    /// <summary>The means; zeros of no steps.</summary>
    public static StepLosses Mean(IReadOnlyList<StepLosses> steps) => steps.Count == 0
        ? default
        : new StepLosses(
            steps.Average(step => step.Discriminator),
            steps.Average(step => step.Generator),
            steps.Average(step => step.DiscriminatorNorm),
            steps.Average(step => step.GeneratorNorm));

    /// <summary>The mean change of the generator's gradient norm from step to step, relative to its mean.</summary>
    public static double Oscillation(IReadOnlyList<StepLosses> steps)
    {
        if (steps.Count < 2) return 0;
        double change = Enumerable.Range(1, steps.Count - 1).Average(i => Math.Abs(steps[i].GeneratorNorm - steps[i - 1].GeneratorNorm));
        return change == 0 ? 0 : change / steps.Average(step => step.GeneratorNorm);
    }
}
