using GanGate.Training.Graphs;
using GanGate.Training.Optimisation;

namespace GanGate.Training.Networks;

/// <summary>
/// DCGAN's generator (Radford et al. 2016): a projection to 4 x 4, then transposed convolutions of 5 x 5 that double the size and
/// halve the channels, batch normalisation and ReLU between them, tanh at the end.
/// </summary>
internal sealed class DcganGenerator
{
    private const int FirstSize = 4;
    private const int Kernel = 5;
    private const float Deviation = 0.02f;
    private const int Colours = 3;

    private readonly Node _projection;
    private readonly List<BatchNormalisation> _normalisations = [];
    private readonly List<Node> _weights = [];
    private readonly Node _bias;

    /// <summary>Adds its values to a list.</summary>
    /// <param name="parameters">Receives them.</param>
    /// <param name="size">Width and height of its images: a power of two from 8.</param>
    /// <param name="filters">Channels before the last layer.</param>
    /// <param name="latent">Numbers of a latent vector.</param>
    public DcganGenerator(ParameterList parameters, int size, int filters, int latent)
    {
        int doublings = int.Log2(size / FirstSize), channels = filters << (doublings - 1);
        _projection = parameters.Normal("projection", Deviation, latent, channels * FirstSize * FirstSize);
        for (int level = 0; level < doublings; level++, channels /= 2)
        {
            _normalisations.Add(new BatchNormalisation(parameters, $"normal{level}", channels, sampled: true));
            int next = level == doublings - 1 ? Colours : channels / 2;
            _weights.Add(parameters.Normal($"conv{level}", Deviation, channels, next, Kernel, Kernel));
        }

        _bias = parameters.Filled("bias", 0, 1, Colours, 1, 1);
    }

    /// <summary>Images of a batch that is normalised by itself.</summary>
    /// <param name="z">N x latent.</param>
    /// <param name="averages">Receives the new running averages, where wanted.</param>
    public Node Train(Node z, List<StateUpdate>? averages = null) => Apply(z, (normalisation, x) => normalisation.Train(x, averages));

    /// <summary>Images by the running averages.</summary>
    /// <param name="z">N x latent.</param>
    public Node Sample(Node z) => Apply(z, (normalisation, x) => normalisation.Sample(x));

    private Node Apply(Node z, Func<BatchNormalisation, Node, Node> normalise)
    {
        int channels = _weights[0].Shape[0], size = FirstSize;
        Node x = z.MatMul(_projection).Reshape(z.Shape[0], channels, FirstSize, FirstSize);
        foreach ((BatchNormalisation normalisation, Node weights) in _normalisations.Zip(_weights))
        {
            size *= 2;
            x = normalise(normalisation, x).Relu().ConvTranspose(weights, Window.Same([size, size], Kernel, 2), size, size);
        }

        return (x + _bias).Tanh();
    }
}
