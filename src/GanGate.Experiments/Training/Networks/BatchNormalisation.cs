using GanGate.Training.Graphs;
using GanGate.Training.Optimisation;

namespace GanGate.Training.Networks;

/// <summary>
/// Batch normalisation of N x C x H x W over everything but C (Ioffe and Szegedy 2015), with running averages for sampling; epsilon
/// and decay as in DCGAN (Radford et al. 2016).
/// </summary>
internal sealed class BatchNormalisation
{
    private const double Epsilon = 1e-5;
    private const double Decay = 0.9;

    private readonly Node _gain;
    private readonly Node _shift;
    private readonly Node? _mean;
    private readonly Node? _variance;

    /// <summary>Adds its values to a network.</summary>
    /// <param name="parameters">The network's values.</param>
    /// <param name="name">Its name.</param>
    /// <param name="channels">C.</param>
    /// <param name="sampled">Whether the network is to be used without a batch, with running averages.</param>
    public BatchNormalisation(ParameterList parameters, string name, int channels, bool sampled)
    {
        int[] shape = [1, channels, 1, 1];
        _gain = parameters.Filled($"{name}.gain", 1, shape);
        _shift = parameters.Filled($"{name}.shift", 0, shape);
        if (!sampled) return;
        _mean = parameters.Kept($"{name}.running_mean", 0, shape);
        _variance = parameters.Kept($"{name}.running_variance", 1, shape);
    }

    /// <summary>Normalises by the batch's own mean and variance.</summary>
    /// <param name="batch">N x C x H x W.</param>
    /// <param name="averages">Receives the new running averages, where wanted.</param>
    public Node Train(Node batch, List<StateUpdate>? averages)
    {
        if (averages is not null && _mean is not null && _variance is not null)
        {
            Node mean = batch.Mean(0, 2, 3);
            averages.Add(Mixed(_mean, mean));
            averages.Add(Mixed(_variance, (batch - mean).Square().Mean(0, 2, 3)));
        }

        return (batch.Standardise(Epsilon, 0, 2, 3) * _gain) + _shift;
    }

    /// <summary>Normalises by the running averages: what comes out for an image does not depend on the others.</summary>
    public Node Sample(Node images)
    {
        if (_mean is null || _variance is null) throw new InvalidOperationException("no running averages are kept");
        return ((images - _mean) * (_gain / (_variance + Epsilon).Sqrt())) + _shift;
    }

    private static StateUpdate Mixed(Node average, Node value) =>
        new(((Variable)average.Operation).Name, (average * Decay) + (value * (1 - Decay)));
}
