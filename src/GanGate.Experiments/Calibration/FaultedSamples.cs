using GanGate.Measuring;

namespace GanGate.Calibration;

/// <summary>A fault of one set of good samples, ready to be made at any level.</summary>
internal interface IFault
{
    /// <summary>Which one.</summary>
    FaultKind Kind { get; }

    /// <summary>What it hits, where that is not the whole set: the name of a class.</summary>
    string? Subject { get; }

    /// <summary>The samples with the fault; what is random follows from the images' places, so that higher levels spoil what lower ones did.</summary>
    /// <exception cref="GanGateException">The spoiled images cannot be measured.</exception>
    FaultedSamples At(double level);
}

/// <summary>The features of good samples after a fault.</summary>
/// <param name="Set">The features.</param>
/// <param name="Origins">For each row the good sample that it came from; null where row i came from sample i.</param>
/// <param name="Pass">What holds the features, and is given back with them; null where nothing does.</param>
internal sealed record FaultedSamples(FeatureSet Set, IReadOnlyList<int>? Origins, IDisposable? Pass = null) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Pass?.Dispose();
}
