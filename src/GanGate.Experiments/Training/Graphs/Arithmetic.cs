using GanGate.Models;

namespace GanGate.Training.Graphs;

/// <summary>Sum, difference, product and quotient of two operands that broadcast.</summary>
internal sealed class Arithmetic : Operation
{
    public static readonly Arithmetic Add = new("Add", (_, _, _, g) => (g, g));
    public static readonly Arithmetic Subtract = new("Sub", (_, _, _, g) => (g, -g));
    public static readonly Arithmetic Multiply = new("Mul", (a, b, _, g) => (g * b, g * a));
    public static readonly Arithmetic Divide = new("Div", (_, b, y, g) => (g / b, -(g * y / b)));

    private readonly Func<Node, Node, Node, Node, (Node Left, Node Right)> _gradients;

    private Arithmetic(string name, Func<Node, Node, Node, Node, (Node Left, Node Right)> gradients) =>
        (Name, _gradients) = (name, gradients);

    /// <summary>ONNX's name.</summary>
    public string Name { get; }

    public override int[] ShapeOf(IReadOnlyList<Node> inputs) => Broadcasting.Common(inputs[0].Shape, inputs[1].Shape);

    public override string Emit(OnnxGraph graph, ReadOnlySpan<string> inputs, Node node) => graph.Node(Name, inputs);

    public override Node?[] Gradients(Node node, Node gradient)
    {
        (Node left, Node right) = _gradients(node.Inputs[0], node.Inputs[1], node, gradient);
        return [left.SumTo(node.Inputs[0].Shape), right.SumTo(node.Inputs[1].Shape)];
    }
}
