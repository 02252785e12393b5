using GanGate.Models;

namespace GanGate.Training.Graphs;

/// <summary>Numbers that never change.</summary>
internal sealed class Constant(double[] values, int[] shape) : Operation
{
    /// <summary>In C order, in double so that derivatives can be checked in it.</summary>
    public double[] Values => values;

    public override int[] ShapeOf(IReadOnlyList<Node> inputs) => shape;

    public override string Emit(OnnxGraph graph, ReadOnlySpan<string> inputs, Node node) =>
        throw new NotSupportedException("the model itself holds the constants");

    public override Node?[] Gradients(Node node, Node gradient) => [];
}
