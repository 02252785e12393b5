using GanGate.Measuring;

namespace GanGate.NUnit;

/// <summary>What a test wants measured.</summary>
/// <param name="Generated">The generated side.</param>
/// <param name="Reference">The other side.</param>
/// <param name="Options">How to measure.</param>
internal sealed record MeasurementRequest(string Generated, string Reference, MeasurementOptions Options)
{
    /// <summary>The hash of all that the result depends on; reads every image.</summary>
    public string Key(CancellationToken cancellation) => MeasurementKey.Of(Generated, Reference, Options, cancellation);
}
