using GanGate.Training.Networks;
using GanGate.Training.Randomness;
using GanGate.Training.Steps;

namespace GanGate.Training.Runs;

/// <summary>The mini-batches of a training, each a function of the seed and the step.</summary>
internal sealed class GanBatch : IDisposable
{
    private readonly Gan _gan;
    private readonly int _count;
    private readonly Action<int[], float[]> _fill;
    private readonly Dictionary<string, HostTensor> _values = [];
    private readonly int[] _places;
    private int[] _order = [];
    private long _epoch = -1;

    /// <summary>Sets memory aside.</summary>
    /// <param name="gan">What the batches are for.</param>
    /// <param name="count">Pieces of real data.</param>
    /// <param name="fill">Writes pieces of data, by place, one after the other.</param>
    public GanBatch(Gan gan, int count, Action<int[], float[]> fill)
    {
        (_gan, _count, _fill) = (gan, count, fill);
        int size = gan.Settings.BatchSize;
        _places = new int[size];
        _values[Gan.Real] = Tensor(size, gan.DataShape);
        _values[Gan.CriticLatent] = Tensor(size, gan.LatentLength);
        _values[Gan.GeneratorLatent] = Tensor(size, gan.LatentLength);
        _values[Gan.Mix] = Tensor(size, [.. gan.DataShape.Select(_ => 1)]);
    }

    /// <summary>The values, by the names of their variables.</summary>
    public IReadOnlyDictionary<string, HostTensor> Values => _values;

    /// <summary>Makes the batch of one critic step.</summary>
    /// <param name="step">Critic steps before it.</param>
    public void ForCritic(long step)
    {
        int size = _places.Length;
        long perEpoch = _count / size, epoch = step / perEpoch;
        if (epoch != _epoch)
        {
            _order = new RandomStream(_gan.Settings.Seed, RandomPurpose.Shuffle).Permutation(_count, epoch);
            _epoch = epoch;
        }

        Array.Copy(_order, (int)(step % perEpoch) * size, _places, 0, size);
        _fill(_places, _values[Gan.Real].Values);
        FillLatent(_values[Gan.CriticLatent].Values, RandomPurpose.CriticLatent, step);
        new RandomStream(_gan.Settings.Seed, RandomPurpose.Interpolation).FillUniform(_values[Gan.Mix].Values, step, 0, 1);
    }

    /// <summary>Makes the batch of one generator step.</summary>
    /// <param name="step">Generator steps before it.</param>
    public void ForGenerator(long step) => FillLatent(_values[Gan.GeneratorLatent].Values, RandomPurpose.GeneratorLatent, step);

    /// <summary>Fills latent vectors with the numbers that a network takes.</summary>
    public void FillLatent(Span<float> z, RandomPurpose purpose, long step)
    {
        RandomStream random = new(_gan.Settings.Seed, purpose);
        if (_gan.NormalLatent) random.FillNormal(z, step);
        else random.FillUniform(z, step, -1, 1);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (HostTensor value in _values.Values) value.Dispose();
    }

    private static HostTensor Tensor(int size, params int[] shape) =>
        new(new float[shape.Aggregate(size, (product, length) => product * length)], [size, .. shape]);
}
