using GanGate.Training.Graphs;

namespace GanGate.Training.Networks;

/// <summary>
/// DCGAN's discriminator (Radford et al. 2016): convolutions of 5 x 5 that halve the size and double the channels, batch normalisation
/// but for the first, leaky ReLU of slope 0.2, one number at the end.
/// </summary>
internal sealed class DcganDiscriminator
{
    private const int LastSize = 4;
    private const int Kernel = 5;
    private const float Deviation = 0.02f;
    private const double Slope = 0.2;
    private const int Colours = 3;

    private readonly List<Node> _weights = [];
    private readonly List<BatchNormalisation> _normalisations = [];
    private readonly Node _firstBias;
    private readonly Node _last;
    private readonly Node _bias;

    /// <summary>Adds its values to a list.</summary>
    /// <param name="parameters">Receives them.</param>
    /// <param name="size">Width and height of the images: a power of two from 8.</param>
    /// <param name="filters">Channels after the first layer.</param>
    public DcganDiscriminator(ParameterList parameters, int size, int filters)
    {
        int halvings = int.Log2(size / LastSize), channels = Colours, next = filters;
        for (int level = 0; level < halvings; level++, channels = next, next *= 2)
        {
            _weights.Add(parameters.Normal($"conv{level}", Deviation, next, channels, Kernel, Kernel));
            if (level > 0) _normalisations.Add(new BatchNormalisation(parameters, $"normal{level}", next, sampled: false));
        }

        _firstBias = parameters.Filled("bias0", 0, 1, filters, 1, 1);
        _last = parameters.Normal("linear", Deviation, channels * LastSize * LastSize, 1);
        _bias = parameters.Filled("bias", 0, 1);
    }

    /// <summary>The logits of a batch, N x 1: positive for what it takes as real.</summary>
    /// <param name="images">N x 3 x size x size, normalised as one batch.</param>
    public Node Apply(Node images)
    {
        Node x = (Halve(images, _weights[0]) + _firstBias).LeakyRelu(Slope);
        foreach ((Node weights, BatchNormalisation normalisation) in _weights.Skip(1).Zip(_normalisations))
        {
            x = normalisation.Train(Halve(x, weights), averages: null).LeakyRelu(Slope);
        }

        return x.Reshape(x.Shape[0], x.Length / x.Shape[0]).MatMul(_last) + _bias;
    }

    private static Node Halve(Node x, Node weights) => x.Conv(weights, Window.Same(x.Shape[2..], Kernel, 2));
}
