namespace GanGate.Training.Runs;

/// <summary>How far a training has come.</summary>
/// <param name="Step">Steps of the generator that are done.</param>
/// <param name="Steps">Steps that are to be done.</param>
/// <param name="Losses">Those of the last step.</param>
/// <param name="StepsPerSecond">The rate since the training was started or resumed.</param>
/// <param name="Evaluation">The last score, where this step was evaluated.</param>
public sealed record GanProgress(long Step, long Steps, StepLosses Losses, double StepsPerSecond, CurvePoint? Evaluation);

/// <summary>Losses and gradient norms of one step.</summary>
/// <param name="Discriminator">The discriminator's or critic's loss.</param>
/// <param name="Generator">The generator's loss.</param>
/// <param name="DiscriminatorNorm">The norm of the discriminator's gradient.</param>
/// <param name="GeneratorNorm">The norm of the generator's gradient.</param>
public readonly record struct StepLosses(double Discriminator, double Generator, double DiscriminatorNorm, double GeneratorNorm);
