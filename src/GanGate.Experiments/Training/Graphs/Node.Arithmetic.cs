namespace GanGate.Training.Graphs;

internal sealed partial class Node
{
    public static implicit operator Node(double value) => Scalar(value);

    public static Node operator +(Node left, Node right) => Of(Arithmetic.Add, left, right);

    public static Node operator -(Node left, Node right) => Of(Arithmetic.Subtract, left, right);

    public static Node operator *(Node left, Node right) => Of(Arithmetic.Multiply, left, right);

    public static Node operator /(Node left, Node right) => Of(Arithmetic.Divide, left, right);

    public static Node operator -(Node value) => Of(Elementwise.Negative, value);

    public Node Exp() => Of(Elementwise.Exp, this);

    public Node Log() => Of(Elementwise.Log, this);

    public Node Sqrt() => Of(Elementwise.Sqrt, this);

    public Node Tanh() => Of(Elementwise.Tanh, this);

    public Node Sigmoid() => Of(Elementwise.Sigmoid, this);

    public Node Softplus() => Of(Elementwise.Softplus, this);

    public Node Relu() => Of(Elementwise.Relu, this);

    public Node LeakyRelu(double slope) => Of(Elementwise.LeakyRelu(slope), this);

    /// <summary>x above 0, exp(x) - 1 below (Clevert et al. 2016, alpha = 1): its derivative is continuous.</summary>
    public Node Elu() => Of(Elementwise.Elu, this);

    public Node Square() => this * this;

    /// <summary>Where this is above 0 the one, elsewhere the other; all three broadcast.</summary>
    public Node Select(Node positive, Node other) => Of(new Select(), this, positive, other);

    /// <summary>The softmax along one dimension.</summary>
    public Node Softmax(int axis) => Of(new Softmax(axis), this);

    /// <summary>The sum along some dimensions, which stay with length 1.</summary>
    public Node Sum(params int[] axes) => axes.Length == 0 ? this : Of(new Sum(axes), this);

    /// <summary>The sum of all elements, as a single number.</summary>
    public Node Total() => Sum([.. Enumerable.Range(0, Rank)]).Reshape();

    /// <summary>The mean along some dimensions, which stay with length 1.</summary>
    public Node Mean(params int[] axes) => Sum(axes) * (1.0 / axes.Aggregate(1.0, (product, axis) => product * Shape[axis]));

    /// <summary>The mean of all elements, as a single number.</summary>
    public Node Average() => Total() * (1.0 / Length);

    /// <summary>
    /// Zero mean and unit variance over some dimensions: (x - mean) / sqrt(variance + epsilon), the variance with divisor n.
    /// </summary>
    public Node Standardise(double epsilon, params int[] axes) => Of(new Standardise(epsilon, axes), this);
}
