using GanGate.Training.Graphs;

namespace GanGate.Training.Optimisation;

/// <summary>How a player moves along its gradient, as part of the graph: the parameters never leave the device.</summary>
/// <param name="WeightDecay">Times the parameter is added to its gradient.</param>
internal abstract record Optimiser(double WeightDecay)
{
    /// <summary>What a step makes of one parameter and of what the optimiser remembers about it.</summary>
    /// <param name="name">The parameter's.</param>
    /// <param name="parameter">Its value.</param>
    /// <param name="gradient">The loss's, of the same shape.</param>
    /// <param name="rate">The rate that <see cref="EffectiveRate"/> gives.</param>
    public IReadOnlyList<StateUpdate> Update(string name, Node parameter, Node gradient, Node rate) =>
        Move(name, parameter, WeightDecay == 0 ? gradient : gradient + (parameter * WeightDecay), rate);

    /// <summary>The rate that a step is given.</summary>
    /// <param name="rate">The schedule's.</param>
    /// <param name="step">Counted from 0.</param>
    public virtual double EffectiveRate(double rate, long step) => rate;

    /// <summary>The same, with the weight decay in the gradient.</summary>
    protected abstract IReadOnlyList<StateUpdate> Move(string name, Node parameter, Node gradient, Node rate);

    /// <summary>A value of its own beside a parameter, 0 at first.</summary>
    protected static Node Beside(string name, string suffix, Node parameter) => Node.Variable($"{name}.{suffix}", parameter.Shape);
}
