using GanGate.Models;

namespace GanGate.Training.Graphs;

/// <summary>
/// (x - mean) / sqrt(variance + epsilon) over some dimensions: the heart of batch normalisation (Ioffe and Szegedy 2015) and of layer
/// normalisation (Ba et al. 2016). One node, because its derivative has a short form.
/// </summary>
internal sealed class Standardise(double epsilon, int[] axes) : Operation
{
    /// <summary>Added to the variance.</summary>
    public double Epsilon => epsilon;

    /// <summary>The dimensions that are one population.</summary>
    public int[] Axes => axes;

    public override int[] ShapeOf(IReadOnlyList<Node> inputs) => inputs[0].Shape;

    public override string Emit(OnnxGraph graph, ReadOnlySpan<string> inputs, Node node)
    {
        OnnxAttribute over = OnnxAttribute.Ints("axes", Array.ConvertAll(axes, axis => (long)axis));
        string centred = graph.Node("Sub", [inputs[0], graph.Node("ReduceMean", inputs, over)]);
        string variance = graph.Node("ReduceMean", [graph.Node("Mul", [centred, centred])], over);
        string deviation = graph.Node("Sqrt", [graph.Node("Add", [variance, graph.Scalar((float)epsilon)])]);
        return graph.Node("Mul", [centred, graph.Node("Reciprocal", [deviation])]);
    }

    // With y the node: (g - mean(g) - y mean(g y)) / sqrt(variance + epsilon).
    public override Node?[] Gradients(Node node, Node gradient)
    {
        Node input = node.Inputs[0];
        Node variance = (input - input.Mean(axes)).Square().Mean(axes);
        Node scale = 1 / (variance + epsilon).Sqrt();
        return [(gradient - gradient.Mean(axes) - (node * (gradient * node).Mean(axes))) * scale];
    }
}
