using GanGate.Training.Graphs;
using GanGate.Training.Optimisation;

namespace GanGate.Training.Steps;

/// <summary>One side of the game.</summary>
/// <param name="Loss">What it makes smaller.</param>
/// <param name="Parameters">What it moves: variables that the state holds.</param>
/// <param name="Optimiser">How it moves.</param>
/// <param name="Schedule">Its learning rate.</param>
/// <param name="Also">What else a step changes, such as running averages.</param>
internal sealed record Player(
    Node Loss, IReadOnlyList<Node> Parameters, Optimiser Optimiser, Schedule Schedule, IReadOnlyList<StateUpdate> Also);
