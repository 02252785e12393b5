using GanGate.Training.Graphs;

namespace GanGate.Training.Networks;

/// <summary>
/// WGAN-GP's critic of images (Gulrajani et al. 2017): residual blocks that halve the size, with layer normalisation, since the penalty
/// is on the gradient of each image by itself; one number at the end.
/// </summary>
internal sealed class ResidualCritic
{
    private const int LastSize = 4;
    private const int MostTimes = 8;

    private readonly Node _first;
    private readonly List<ResidualBlock> _blocks = [];
    private readonly List<(LayerNormalisation First, LayerNormalisation Second)> _normalisations = [];
    private readonly Node _last;

    /// <summary>Adds its values to a list.</summary>
    /// <param name="parameters">Receives them.</param>
    /// <param name="size">Width and height of the images: a power of two from 8.</param>
    /// <param name="filters">Channels after the first layer.</param>
    public ResidualCritic(ParameterList parameters, int size, int filters)
    {
        int halvings = int.Log2(size / LastSize), channels = filters;
        _first = parameters.Normal("colours", MathF.Sqrt(1f / 27), channels, 3, 3, 3);
        for (int level = 0; level < halvings; level++)
        {
            int next = filters * Math.Min(MostTimes, 1 << (level + 1));
            _normalisations.Add((
                new LayerNormalisation(parameters, $"block{level}.normal1", channels),
                new LayerNormalisation(parameters, $"block{level}.normal2", channels)));
            _blocks.Add(new ResidualBlock(parameters, $"block{level}", (channels, next), grow: false));
            channels = next;
        }

        _last = parameters.Normal("linear", MathF.Sqrt(1f / (channels * LastSize * LastSize)), channels * LastSize * LastSize, 1);
    }

    /// <summary>The critic's values of a batch, N x 1.</summary>
    /// <param name="images">N x 3 x size x size.</param>
    public Node Apply(Node images)
    {
        Node x = images.Conv(_first, Window.Same(images.Shape[2..], 3, 1));
        foreach ((ResidualBlock block, (LayerNormalisation first, LayerNormalisation second)) in _blocks.Zip(_normalisations))
        {
            x = block.Apply(x, (first.Apply, second.Apply));
        }

        return x.Relu().Reshape(x.Shape[0], x.Length / x.Shape[0]).MatMul(_last);
    }
}
