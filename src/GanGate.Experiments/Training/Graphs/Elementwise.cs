using GanGate.Models;

namespace GanGate.Training.Graphs;

/// <summary>A function of each element.</summary>
internal sealed class Elementwise : Operation
{
    public static readonly Elementwise Negative = new("Neg", (_, _, g) => -g);
    public static readonly Elementwise Exp = new("Exp", (_, y, g) => g * y);
    public static readonly Elementwise Log = new("Log", (x, _, g) => g / x);
    public static readonly Elementwise Sqrt = new("Sqrt", (_, y, g) => g * 0.5 / y);
    public static readonly Elementwise Tanh = new("Tanh", (_, y, g) => g * (1 - (y * y)));
    public static readonly Elementwise Sigmoid = new("Sigmoid", (_, y, g) => g * y * (1 - y));
    public static readonly Elementwise Softplus = new("Softplus", (x, _, g) => g * x.Sigmoid());
    public static readonly Elementwise Relu = new("Relu", (x, _, g) => x.Select(g, 0));

    // Below 0 the derivative is exp(x) = y + 1, above it is 1.
    public static readonly Elementwise Elu = new("Elu", (_, y, g) => g * (1 - (-y).Relu()));

    private readonly Func<Node, Node, Node, Node> _gradient;

    private Elementwise(string name, Func<Node, Node, Node, Node> gradient, double? slope = null) =>
        (Name, _gradient, Slope) = (name, gradient, slope);

    /// <summary>ONNX's name.</summary>
    public string Name { get; }

    /// <summary>The slope of a leaky rectifier below 0.</summary>
    public double? Slope { get; }

    /// <summary>x above 0, slope * x below.</summary>
    public static Elementwise LeakyRelu(double slope) => new("LeakyRelu", (x, _, g) => x.Select(g, g * slope), slope);

    public override int[] ShapeOf(IReadOnlyList<Node> inputs) => inputs[0].Shape;

    public override string Emit(OnnxGraph graph, ReadOnlySpan<string> inputs, Node node) => Slope is double slope
        ? graph.Node(Name, inputs, OnnxAttribute.Float("alpha", (float)slope))
        : graph.Node(Name, inputs);

    public override Node?[] Gradients(Node node, Node gradient) => [_gradient(node.Inputs[0], node, gradient)];
}
