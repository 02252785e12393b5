namespace GanGate.Training.Runs;

/// <summary>The score of a generator at one step of its training.</summary>
/// <param name="Value">Lower is better.</param>
/// <param name="Samples">How many samples it was measured on.</param>
/// <param name="StandardError">Of the value, for another draw of as many samples; null where it is not known.</param>
/// <param name="Bias">By how much so many samples raise the value; null where it is not known.</param>
public readonly record struct WatchedScore(double Value, int Samples, double? StandardError = null, double? Bias = null);
