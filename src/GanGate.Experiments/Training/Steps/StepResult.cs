namespace GanGate.Training.Steps;

/// <summary>What a step found.</summary>
/// <param name="Loss">The loss before the step.</param>
/// <param name="GradientNorm">The Euclidean norm of its gradient.</param>
/// <param name="Rate">The schedule's rate.</param>
internal readonly record struct StepResult(double Loss, double GradientNorm, double Rate)
{
    /// <summary>Whether the step can be taken.</summary>
    public bool IsFinite => double.IsFinite(Loss) && double.IsFinite(GradientNorm);
}
