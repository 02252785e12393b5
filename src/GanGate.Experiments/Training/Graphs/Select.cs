using GanGate.Models;

namespace GanGate.Training.Graphs;

/// <summary>Where the first input is above 0 the second, elsewhere the third. The first has no derivative: a step's is 0.</summary>
internal sealed class Select : Operation
{
    public override int[] ShapeOf(IReadOnlyList<Node> inputs) =>
        Broadcasting.Common(inputs[0].Shape, Broadcasting.Common(inputs[1].Shape, inputs[2].Shape));

    public override string Emit(OnnxGraph graph, ReadOnlySpan<string> inputs, Node node) =>
        graph.Node("Where", [graph.Node("Greater", [inputs[0], graph.Scalar(0)]), inputs[1], inputs[2]]);

    public override Node?[] Gradients(Node node, Node gradient)
    {
        Node condition = node.Inputs[0];
        return
        [
            null,
            condition.Select(gradient, 0).SumTo(node.Inputs[1].Shape),
            condition.Select(0, gradient).SumTo(node.Inputs[2].Shape),
        ];
    }
}
