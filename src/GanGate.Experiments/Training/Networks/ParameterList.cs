using GanGate.Training.Graphs;

namespace GanGate.Training.Networks;

/// <summary>The values of one network, in the order in which it asks for them.</summary>
internal sealed class ParameterList(string network)
{
    private readonly List<ParameterDefinition> _definitions = [];
    private readonly List<Node> _trained = [];

    /// <summary>Every value.</summary>
    public IReadOnlyList<ParameterDefinition> Definitions => _definitions;

    /// <summary>Those that training moves.</summary>
    public IReadOnlyList<Node> Trained => _trained;

    /// <summary>A parameter that starts with normal numbers.</summary>
    public Node Normal(string name, float deviation, params int[] shape) => Train(new(NameOf(name), shape, 0, deviation));

    /// <summary>A parameter that starts with one value.</summary>
    public Node Filled(string name, float value, params int[] shape) => Train(new(NameOf(name), shape, value, 0));

    /// <summary>A value that steps change but no gradient moves.</summary>
    public Node Kept(string name, float value, params int[] shape) => Add(new(NameOf(name), shape, value, 0));

    private string NameOf(string name) => $"{network}.{name}";

    private Node Train(ParameterDefinition definition)
    {
        Node node = Add(definition);
        _trained.Add(node);
        return node;
    }

    private Node Add(ParameterDefinition definition)
    {
        _definitions.Add(definition);
        return Node.Variable(definition.Name, definition.Shape);
    }
}
