using GanGate.Training.Graphs;

namespace GanGate.Training.Networks;

/// <summary>Layer normalisation of N x C x H x W over everything but N (Ba et al. 2016), gain and shift for each channel.</summary>
internal sealed class LayerNormalisation(ParameterList parameters, string name, int channels)
{
    private const double Epsilon = 1e-5;

    private readonly Node _gain = parameters.Filled($"{name}.gain", 1, 1, channels, 1, 1);
    private readonly Node _shift = parameters.Filled($"{name}.shift", 0, 1, channels, 1, 1);

    /// <summary>Normalises each image by itself.</summary>
    public Node Apply(Node images) => (images.Standardise(Epsilon, 1, 2, 3) * _gain) + _shift;
}
