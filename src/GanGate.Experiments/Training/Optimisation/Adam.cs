using GanGate.Training.Graphs;

namespace GanGate.Training.Optimisation;

/// <summary>
/// Adam (Kingma and Ba 2015), in the form just before its section 2.1, as TensorFlow has it: the corrections of both moments are in
/// the rate, and epsilon is added to the root of the uncorrected second moment.
/// </summary>
/// <param name="Beta1">The first moment's decay.</param>
/// <param name="Beta2">The second moment's decay.</param>
/// <param name="Epsilon">Added to the root of the second moment.</param>
/// <param name="WeightDecay">Times the parameter is added to its gradient.</param>
internal sealed record Adam(double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8, double WeightDecay = 0)
    : Optimiser(WeightDecay)
{
    /// <inheritdoc/>
    public override double EffectiveRate(double rate, long step) =>
        rate * Math.Sqrt(1 - Math.Pow(Beta2, step + 1)) / (1 - Math.Pow(Beta1, step + 1));

    /// <inheritdoc/>
    protected override IReadOnlyList<StateUpdate> Move(string name, Node parameter, Node gradient, Node rate)
    {
        Node mean = Mix(Beside(name, "mean", parameter), gradient, Beta1);
        Node square = Mix(Beside(name, "square", parameter), gradient.Square(), Beta2);
        Node next = parameter - (rate * mean / (square.Sqrt() + Epsilon));
        return [new($"{name}.mean", mean), new($"{name}.square", square), new(name, next)];
    }

    private static Node Mix(Node old, Node value, double decay) => (old * decay) + (value * (1 - decay));
}
