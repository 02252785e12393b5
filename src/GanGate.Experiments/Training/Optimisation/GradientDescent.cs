using GanGate.Training.Graphs;

namespace GanGate.Training.Optimisation;

/// <summary>Stochastic gradient descent: w - rate g.</summary>
internal sealed record GradientDescent(double WeightDecay = 0) : Optimiser(WeightDecay)
{
    /// <inheritdoc/>
    protected override IReadOnlyList<StateUpdate> Move(string name, Node parameter, Node gradient, Node rate) =>
        [new(name, parameter - (rate * gradient))];
}
