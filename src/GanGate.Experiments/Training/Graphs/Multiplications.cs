namespace GanGate.Training.Graphs;

/// <summary>The work of a computation: what convolutions and matrix products multiply. The rest is small beside them.</summary>
internal static class Multiplications
{
    /// <summary>Floating-point operations, two for a multiplication and the addition of its product.</summary>
    public static double Operations(IEnumerable<Node> outputs) => NodeOrder.From(outputs).Sum(OperationsOf);

    private static double OperationsOf(Node node) => node.Operation switch
    {
        MatMul => 2.0 * node.Length * node.Inputs[0].Shape[^1],
        Conv => 2.0 * node.Length * (node.Inputs[1].Length / node.Inputs[1].Shape[0]),
        ConvTranspose => 2.0 * node.Inputs[0].Length * (node.Inputs[1].Length / node.Inputs[1].Shape[0]),
        _ => 0,
    };
}
