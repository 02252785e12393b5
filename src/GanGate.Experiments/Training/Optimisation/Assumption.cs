namespace GanGate.Training.Optimisation;

/// <summary>Whether a run meets an assumption of the convergence proof; one that it does not meet is no error.</summary>
/// <param name="Id">As the paper numbers them: A1, A2, A4, A5.</param>
/// <param name="Met">Whether it is met.</param>
/// <param name="Reason">Why, in one line.</param>
public sealed record Assumption(string Id, bool Met, string Reason);
