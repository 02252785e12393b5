using GanGate.Training.Plots;

namespace GanGate.Training.Toys;

/// <summary>What a small experiment found.</summary>
/// <param name="Name">saddle, flow, adam-ode or heavy-ball.</param>
/// <param name="Shows">What to look for, in one line.</param>
/// <param name="Columns">The names of the numbers of each row.</param>
/// <param name="Rows">One for each setting.</param>
/// <param name="Plots">The curves.</param>
public sealed record ToyExperiment(
    string Name, string Shows, IReadOnlyList<string> Columns, IReadOnlyList<ToyRow> Rows, IReadOnlyList<Plot> Plots);

/// <summary>The numbers of one setting.</summary>
/// <param name="Setting">Which.</param>
/// <param name="Values">One for each column; infinity for a step that never came.</param>
public sealed record ToyRow(string Setting, IReadOnlyList<double> Values);
