using GanGate.Training.Graphs;
using GanGate.Training.Optimisation;

namespace GanGate.Training.Networks;

/// <summary>
/// WGAN-GP's generator of images (Gulrajani et al. 2017): a projection to 4 x 4, residual blocks that double the size, tanh.
/// </summary>
internal sealed class ResidualGenerator
{
    private const int FirstSize = 4;
    private const int MostTimes = 8;

    private readonly Node _projection;
    private readonly List<ResidualBlock> _blocks = [];
    private readonly List<(BatchNormalisation First, BatchNormalisation Second)> _normalisations = [];
    private readonly BatchNormalisation _last;
    private readonly Node _colours;
    private readonly Node _bias;

    /// <summary>Adds its values to a list.</summary>
    /// <param name="parameters">Receives them.</param>
    /// <param name="size">Width and height of its images: a power of two from 8.</param>
    /// <param name="filters">Channels before the last layer.</param>
    /// <param name="latent">Numbers of a latent vector.</param>
    public ResidualGenerator(ParameterList parameters, int size, int filters, int latent)
    {
        int doublings = int.Log2(size / FirstSize), channels = filters * Math.Min(MostTimes, 1 << (doublings - 1));
        _projection = parameters.Normal("projection", MathF.Sqrt(1f / latent), latent, channels * FirstSize * FirstSize);
        for (int level = 0; level < doublings; level++)
        {
            int next = filters * Math.Min(MostTimes, 1 << Math.Max(0, doublings - 2 - level));
            _normalisations.Add((
                new BatchNormalisation(parameters, $"block{level}.normal1", channels, sampled: true),
                new BatchNormalisation(parameters, $"block{level}.normal2", next, sampled: true)));
            _blocks.Add(new ResidualBlock(parameters, $"block{level}", (channels, next), grow: true));
            channels = next;
        }

        _last = new BatchNormalisation(parameters, "normal", channels, sampled: true);
        _colours = parameters.Normal("colours", MathF.Sqrt(1f / (channels * 9)), 3, channels, 3, 3);
        _bias = parameters.Filled("bias", 0, 1, 3, 1, 1);
    }

    /// <summary>Images of a batch that is normalised by itself.</summary>
    /// <param name="z">N x latent.</param>
    /// <param name="averages">Receives the new running averages, where wanted.</param>
    public Node Train(Node z, List<StateUpdate>? averages = null) => Apply(z, normalisation => x => normalisation.Train(x, averages));

    /// <summary>Images by the running averages.</summary>
    /// <param name="z">N x latent.</param>
    public Node Sample(Node z) => Apply(z, normalisation => normalisation.Sample);

    private Node Apply(Node z, Func<BatchNormalisation, Func<Node, Node>> normalise)
    {
        int channels = _projection.Shape[1] / (FirstSize * FirstSize);
        Node x = z.MatMul(_projection).Reshape(z.Shape[0], channels, FirstSize, FirstSize);
        foreach ((ResidualBlock block, (BatchNormalisation first, BatchNormalisation second)) in _blocks.Zip(_normalisations))
        {
            x = block.Apply(x, (normalise(first), normalise(second)));
        }

        Node last = normalise(_last)(x).Relu();
        return (last.Conv(_colours, Window.Same(last.Shape[2..], 3, 1)) + _bias).Tanh();
    }
}
