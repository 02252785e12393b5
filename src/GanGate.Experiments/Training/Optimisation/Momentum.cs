using GanGate.Training.Graphs;

namespace GanGate.Training.Optimisation;

/// <summary>Gradient descent with momentum (Polyak's heavy ball): v = momentum v + g, w - rate v.</summary>
internal sealed record Momentum(double Factor = 0.9, double WeightDecay = 0) : Optimiser(WeightDecay)
{
    /// <inheritdoc/>
    protected override IReadOnlyList<StateUpdate> Move(string name, Node parameter, Node gradient, Node rate)
    {
        Node velocity = Beside(name, "velocity", parameter);
        Node next = (velocity * Factor) + gradient;
        return [new($"{name}.velocity", next), new(name, parameter - (rate * next))];
    }
}
