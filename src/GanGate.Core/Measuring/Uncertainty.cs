using GanGate.Metrics;

namespace GanGate.Measuring;

/// <summary>
/// How sure a score is: what another draw of as many samples from the same trained generator would change, against the same frozen
/// reference. A retrained generator differs by more.
/// </summary>
/// <param name="StandardError">The score's standard error.</param>
/// <param name="Bias">
/// By how much so many samples raise the score on average; falls about as 1 / n. Null for a divergence of texts: it is not known, but the
/// same for as many samples.
/// </param>
/// <param name="ReferenceShare">What the reference's own sampling adds, not included in the above; null where its count is not known.</param>
public sealed record Uncertainty(double StandardError, double? Bias, ReferenceShare? ReferenceShare);
