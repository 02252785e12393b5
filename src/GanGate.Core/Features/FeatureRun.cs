namespace GanGate.Features;

/// <summary>What a run over a set of images did, and where its time went.</summary>
/// <param name="Count">Images measured: all of the source.</param>
/// <param name="DecodeSeconds">Time in which the network waited for images to be decoded and resized.</param>
/// <param name="NetworkSeconds">Time in which the network ran.</param>
public readonly record struct FeatureRun(int Count, double DecodeSeconds, double NetworkSeconds);
