using GanGate.Measuring;
using GanGate.Numerics;

namespace GanGate.Calibration;

/// <summary>The level's share of the samples, at random places, repeats other samples of the set, each as often.</summary>
internal sealed class RepeatFault(FeatureSet good, long seed) : IFault
{
    private readonly int[] _order = new Philox((ulong)seed).Order(stream: 1, good.Count);

    /// <inheritdoc/>
    public FaultKind Kind => FaultKind.Repeats;

    /// <inheritdoc/>
    public string? Subject => null;

    /// <inheritdoc/>
    public FaultedSamples At(double level)
    {
        int kept = Math.Max(1, good.Count - (int)Math.Round(level * good.Count, MidpointRounding.AwayFromZero));
        int[] origins = new int[good.Count];
        for (int i = 0; i < origins.Length; i++) origins[_order[i]] = _order[i % kept];
        return new FaultedSamples(good.OfRows(origins), origins);
    }
}

/// <summary>The level's share of the samples, at random places, is replaced by images of the reference.</summary>
internal sealed class CopyFault(FeatureSet good, FeatureSet reference, long seed) : IFault
{
    private readonly int[] _places = new Philox((ulong)seed).Order(stream: 2, good.Count);
    private readonly int[] _copied = new Philox((ulong)seed).Order(stream: 3, reference.Count);

    /// <inheritdoc/>
    public FaultKind Kind => FaultKind.Copies;

    /// <inheritdoc/>
    public string? Subject => null;

    /// <inheritdoc/>
    public FaultedSamples At(double level)
    {
        int replaced = (int)Math.Round(level * good.Count, MidpointRounding.AwayFromZero), dimension = good.Statistics.Dimension;
        float[] values = good.Features!.Value.ToArray();
        for (int i = 0; i < replaced; i++)
        {
            int row = _copied[i % _copied.Length];
            reference.Features!.Value.Span.Slice(row * dimension, dimension).CopyTo(values.AsSpan(_places[i] * dimension));
        }

        return new FaultedSamples(good.WithFeatures(values), Origins: null);
    }
}

/// <summary>The level's share of one class, at random places, is no longer made.</summary>
/// <param name="good">The samples.</param>
/// <param name="name">The class.</param>
/// <param name="members">Its samples.</param>
/// <param name="seed">What everything random follows from.</param>
internal sealed class LostClassFault(FeatureSet good, string name, IReadOnlyList<int> members, long seed) : IFault
{
    private readonly int[] _order = new Philox((ulong)seed).Order(stream: 4, members.Count);

    /// <inheritdoc/>
    public FaultKind Kind => FaultKind.LostClass;

    /// <inheritdoc/>
    public string? Subject => name;

    /// <inheritdoc/>
    public FaultedSamples At(double level)
    {
        int lost = (int)Math.Round(level * members.Count, MidpointRounding.AwayFromZero);
        HashSet<int> gone = [.. _order.Take(lost).Select(place => members[place])];
        int[] origins = [.. Enumerable.Range(0, good.Count).Where(row => !gone.Contains(row))];
        return new FaultedSamples(good.OfRows(origins), origins);
    }
}
