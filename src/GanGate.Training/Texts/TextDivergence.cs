namespace GanGate.Training.Texts;

/// <summary>The score of generated text: a divergence from real text, lower is better.</summary>
/// <param name="Name">What it is called: JSD-4.</param>
/// <param name="Measure">
/// Of a file of samples from a file of real text, both with a line for each; the count of samples is the third.
/// </param>
public sealed record TextDivergence(string Name, Func<string, string, int, CancellationToken, double> Measure);
