using GanGate.Models;

namespace GanGate.Training.Graphs;

/// <summary>What a node does: its shape, its form in ONNX and its derivative.</summary>
internal abstract class Operation
{
    /// <summary>The shape of the result.</summary>
    /// <exception cref="ArgumentException">The inputs do not fit together.</exception>
    public abstract int[] ShapeOf(IReadOnlyList<Node> inputs);

    /// <summary>Writes the operation into an ONNX graph.</summary>
    /// <param name="graph">Receives the nodes.</param>
    /// <param name="inputs">The names of the inputs' values.</param>
    /// <param name="node">The node that is written.</param>
    /// <returns>The name of the result.</returns>
    public abstract string Emit(OnnxGraph graph, ReadOnlySpan<string> inputs, Node node);

    /// <summary>
    /// The derivative of a sum over all elements of gradient * node with respect to each input, in nodes of the same set, so that it
    /// can be differentiated again.
    /// </summary>
    /// <param name="node">The node.</param>
    /// <param name="gradient">Of the node's shape.</param>
    /// <returns>One of the shape of each input; null where the derivative is zero.</returns>
    public abstract Node?[] Gradients(Node node, Node gradient);
}
