using GanGate.Models;

namespace GanGate.Training.Graphs;

/// <summary>A value that is given at run time.</summary>
internal sealed class Variable(string name, int[] shape) : Operation
{
    /// <summary>What it is called in the model.</summary>
    public string Name => name;

    public override int[] ShapeOf(IReadOnlyList<Node> inputs) => shape;

    public override string Emit(OnnxGraph graph, ReadOnlySpan<string> inputs, Node node) =>
        throw new NotSupportedException("the model itself declares the variables");

    public override Node?[] Gradients(Node node, Node gradient) => [];
}
