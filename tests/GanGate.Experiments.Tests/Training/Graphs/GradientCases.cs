using GanGate.Training.Graphs;

namespace GanGate.Training.Tests.Graphs;

/// <summary>One computation for each operation of the set, with the values it is tried at.</summary>
/// <param name="Name">The operation.</param>
/// <param name="Variables">The values of what it is differentiated by.</param>
/// <param name="Build">Builds it from nodes of the variables' shapes.</param>
internal sealed record GradientCase(string Name, Tensor[] Variables, Func<Node[], Node> Build)
{
    public override string ToString() => Name;

    public Node[] Nodes() => [.. Variables.Select((value, i) => Node.Variable($"x{i}", value.Shape))];

    public Dictionary<string, Tensor> Values() =>
        Variables.Select((value, i) => (value, i)).ToDictionary(pair => $"x{pair.i}", pair => pair.value);
}

internal static class GradientCases
{
    private static readonly Window Strided = new([2, 1], [1, 0], [2, 1], [1, 2]);
    private static readonly Window Line = new([2], [0], [0], [1]);

    public static IEnumerable<GradientCase> All =>
    [
        Two("sum that broadcasts", [2, 3], [3], (a, b) => a + b),
        Two("difference that broadcasts", [2, 1, 3], [4, 1], (a, b) => a - b),
        Two("product that broadcasts", [2, 3], [2, 1], (a, b) => a * b),
        new("quotient", [Tensor.Random([2, 3], 1), Tensor.Random([3], 2, 0.5, 1.5)], x => x[0] / x[1]),
        One("negative", [3], x => -x),
        One("exponential", [5], x => x.Exp()),
        Positive("logarithm", x => x.Log()),
        Positive("square root", x => x.Sqrt()),
        One("tanh", [5], x => x.Tanh()),
        One("sigmoid", [5], x => x.Sigmoid()),
        One("softplus", [5], x => x.Softplus()),
        One("relu", [7], x => x.Relu()),
        One("leaky relu", [7], x => x.LeakyRelu(0.2)),
        One("elu", [7], x => x.Elu()),
        Two("selection", [2, 3], [3], (a, b) => Node.Constant([1, -1, 2], 3).Select(a, b)),
        One("softmax", [2, 4, 3], x => x.Softmax(1)),
        One("sum over dimensions", [2, 3, 4], x => x.Sum(0, 2)),
        One("mean", [2, 3], x => x.Average()),
        One("normalisation over the batch", [3, 2, 2, 2], x => x.Standardise(1e-2, 0, 2, 3)),
        One("normalisation over a layer", [2, 6], x => x.Standardise(1e-2, 1)),
        One("reshape", [2, 6], x => x.Reshape(3, 4)),
        One("transpose", [2, 3, 4], x => x.Transpose(2, 0, 1)),
        One("expand", [1, 3], x => x.Expand(2, 4, 3)),
        One("slice with steps", [7, 5], x => x.Slice([1, 0], [6, 5], [2, 3])),
        One("slice that leaves elements at the end", [6], x => x.Slice([0], [2], [4])),
        One("padding", [2, 3], x => x.Pad([1, 0], [0, 2])),
        Two("concatenation", [2, 3], [2, 2], (a, b) => Node.Concat(1, a, b)),
        Two("matrix product", [2, 3], [3, 4], (a, b) => a.MatMul(b)),
        Two("matrix product that broadcasts", [5, 2, 3], [1, 3, 4], (a, b) => a.MatMul(b)),
        Two("convolution of a line", [2, 3, 7], [4, 3, 2], (x, w) => x.Conv(w, Line)),
        Two("convolution that leaves elements at the end", [1, 1, 8], [1, 1, 3], (x, w) => x.Conv(w, Line)),
        Two("convolution of a plane", [2, 2, 5, 6], [3, 2, 3, 2], (x, w) => x.Conv(w, Strided)),
        Two("convolution of a plane, same size", [2, 2, 4, 4], [2, 2, 5, 5], (x, w) => x.Conv(w, Window.Same([4, 4], 5, 1))),
        Two("convolution of many channels", [1, 8, 3, 2], [2, 8, 2, 2], (x, w) => x.Conv(w, Window.Same([3, 2], 2, 2))),
        Two("transposed convolution", [2, 3, 3, 5], [3, 2, 3, 2], (x, w) => x.ConvTranspose(w, Strided, 5, 6)),
        Two("transposed convolution of a line", [2, 3, 3], [3, 2, 2], (x, w) => x.ConvTranspose(w, Line, 7)),
    ];

    private static GradientCase One(string name, int[] shape, Func<Node, Node> build) =>
        new(name, [Tensor.Random(shape, 1)], x => build(x[0]));

    private static GradientCase Positive(string name, Func<Node, Node> build) =>
        new(name, [Tensor.Random([5], 1, 0.5, 2)], x => build(x[0]));

    private static GradientCase Two(string name, int[] first, int[] second, Func<Node, Node, Node> build) =>
        new(name, [Tensor.Random(first, 1), Tensor.Random(second, 2)], x => build(x[0], x[1]));
}
