using GanGate.Training.Graphs;

namespace GanGate.Training.Networks;

/// <summary>
/// A residual block as in the image networks of WGAN-GP (Gulrajani et al. 2017): twice normalisation, ReLU and a convolution of 3 x 3,
/// beside a convolution of 1 x 1; the size doubles, halves or stays.
/// </summary>
internal sealed class ResidualBlock
{
    private const int Kernel = 3;

    private readonly Func<Node, Node> _change;
    private readonly bool _changeFirst;
    private readonly Node _first;
    private readonly Node _second;
    private readonly Node _beside;
    private readonly Node _bias;

    /// <summary>Adds its values to a network.</summary>
    /// <param name="parameters">The network's values.</param>
    /// <param name="name">Its name.</param>
    /// <param name="channels">Those of the input and of the output.</param>
    /// <param name="grow">Whether the size doubles; else it halves.</param>
    public ResidualBlock(ParameterList parameters, string name, (int From, int To) channels, bool grow)
    {
        (_change, _changeFirst) = (grow ? Resampling.Double : Resampling.Halve, grow);
        int middle = grow ? channels.To : channels.From;
        _first = parameters.Normal($"{name}.first", Spread(channels.From * Kernel * Kernel), middle, channels.From, Kernel, Kernel);
        _second = parameters.Normal($"{name}.second", Spread(middle * Kernel * Kernel), channels.To, middle, Kernel, Kernel);
        _beside = parameters.Normal($"{name}.beside", Spread(channels.From) / MathF.Sqrt(2), channels.To, channels.From, 1, 1);
        _bias = parameters.Filled($"{name}.bias", 0, 1, channels.To, 1, 1);
    }

    /// <summary>Applies the block.</summary>
    /// <param name="x">N x C x H x W.</param>
    /// <param name="normalise">The first and the second normalisation.</param>
    public Node Apply(Node x, (Func<Node, Node> First, Func<Node, Node> Second) normalise)
    {
        Node inner = normalise.First(x).Relu();
        inner = Conv(_changeFirst ? _change(inner) : inner, _first);
        inner = Conv(normalise.Second(inner).Relu(), _second);
        Node beside = _changeFirst ? Conv(_change(x), _beside) : Conv(x, _beside);
        return _changeFirst ? inner + beside + _bias : _change(inner + beside) + _bias;
    }

    private static Node Conv(Node x, Node weights) => x.Conv(weights, Window.Same(x.Shape[2..], weights.Shape[2], 1));

    // He et al. 2015, for layers before a ReLU.
    private static float Spread(int inputs) => MathF.Sqrt(2f / inputs);
}
