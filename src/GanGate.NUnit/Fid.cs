using GanGate.Gating;

namespace GanGate.NUnit;

/// <summary>Measures generated images inside a test.</summary>
public static class Fid
{
    /// <summary>Measures the Fréchet distance between generated images and a reference.</summary>
    /// <param name="generated">A folder or a glob of images.</param>
    /// <param name="reference">A statistics file (.npz), or images.</param>
    /// <param name="options">How to measure; by default under the protocol that the statistics file names.</param>
    /// <param name="cancellation">Stops the measurement.</param>
    /// <exception cref="GanGateException">Anything that keeps the images from being measured; the message says what to do.</exception>
    public static FidResult Measure(
        string generated, string reference, MeasurementOptions? options = null, CancellationToken cancellation = default) =>
        new(Measurement.Compare(generated, reference, options ?? new MeasurementOptions(), cancellation));
}
