using GanGate.Training.Graphs;

namespace GanGate.Training.Networks;

/// <summary>
/// A residual block over a line (Gulrajani et al. 2017): twice ReLU and a convolution of 5, of which three tenths are added.
/// </summary>
internal sealed class TextBlock
{
    private const int Kernel = 5;
    private const double Share = 0.3;

    private readonly (Node Weights, Node Bias)[] _layers;

    /// <summary>Adds its values to a network.</summary>
    public TextBlock(ParameterList parameters, string name, int channels) => _layers =
    [
        .. Enumerable.Range(1, 2).Select(layer => (
            parameters.Normal($"{name}.conv{layer}", MathF.Sqrt(2f / (channels * Kernel)), channels, channels, Kernel),
            parameters.Filled($"{name}.bias{layer}", 0, 1, channels, 1))),
    ];

    /// <summary>Applies the block.</summary>
    /// <param name="x">N x channels x length.</param>
    public Node Apply(Node x)
    {
        Node inner = x;
        foreach ((Node weights, Node bias) in _layers)
        {
            inner = inner.Relu().Conv(weights, Window.Same(x.Shape[2..], Kernel, 1)) + bias;
        }

        return x + (Share * inner);
    }
}
