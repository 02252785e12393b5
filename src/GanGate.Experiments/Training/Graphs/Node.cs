using GanGate.Settings;

namespace GanGate.Training.Graphs;

/// <summary>A value of a computation: an operation on other nodes, with a shape that is known when it is built. Never changes.</summary>
internal sealed partial class Node
{
    private Node(Operation operation, IReadOnlyList<Node> inputs)
    {
        (Operation, Inputs) = (operation, inputs);
        Shape = operation.ShapeOf(inputs);
        double length = Shape.Aggregate(1.0, (product, side) => product * side);
        Length = length <= Array.MaxLength ? (int)length : throw TooLarge(Shape);
    }

    /// <summary>How it is computed.</summary>
    public Operation Operation { get; }

    /// <summary>What it is computed from.</summary>
    public IReadOnlyList<Node> Inputs { get; }

    /// <summary>The lengths along its dimensions; none for a single number.</summary>
    public int[] Shape { get; }

    /// <summary>How many elements it has.</summary>
    public int Length { get; }

    /// <summary>How many dimensions it has.</summary>
    public int Rank => Shape.Length;

    /// <summary>A node of any operation.</summary>
    /// <exception cref="ArgumentException">The inputs do not fit together.</exception>
    public static Node Of(Operation operation, params IReadOnlyList<Node> inputs) => new(operation, inputs);

    /// <summary>A value that is given at run time.</summary>
    public static Node Variable(string name, params int[] shape) => Of(new Variable(name, shape));

    /// <summary>A single number.</summary>
    public static Node Scalar(double value) => Of(new Constant([value], []));

    /// <summary>Numbers that never change.</summary>
    public static Node Constant(double[] values, params int[] shape) => Of(new Constant(values, shape));

    /// <summary>Zeros or other equal numbers of a shape.</summary>
    public static Node Filled(double value, params int[] shape) => Scalar(value).Expand(shape);

    /// <inheritdoc/>
    public override string ToString() => $"{Operation.GetType().Name} [{string.Join(", ", Shape)}]";

    private static GanGateException TooLarge(int[] shape) => new(
        ErrorCodes.OutOfMemory,
        $"these networks need {string.Join(" x ", shape)} numbers in one place, more than any memory holds: use smaller {Setting.Filters} or {Setting.MiniBatch}");
}
