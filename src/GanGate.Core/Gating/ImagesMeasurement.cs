using System.Globalization;
using System.Numerics.Tensors;
using GanGate.Features;
using GanGate.Images;
using GanGate.Statistics;

namespace GanGate.Gating;

/// <summary>Images on their way through the network, some at a time: their moments and, where they are wanted, their features.</summary>
/// <param name="source">What the user called the images.</param>
/// <param name="images">The images, in the order in which they are measured.</param>
/// <param name="extractor">The network.</param>
/// <param name="options">How to measure.</param>
/// <param name="keep">Whether the features themselves are wanted, not only their moments.</param>
/// <param name="cancellation">Stops the measurement.</param>
internal sealed class ImagesMeasurement(
    string source, IImageSource images, Extractor extractor, MeasurementOptions options, bool keep, CancellationToken cancellation)
    : IDisposable
{
    private readonly MomentAccumulator _moments = new(extractor.Protocol.Dimension);
    private readonly FeatureBuffer? _features = keep ? FeatureBuffer.For(images.Count, extractor.Protocol.Dimension) : null;
    private FeatureRun _run;

    /// <summary>Measures what is left.</summary>
    /// <exception cref="GanGateException">GG2005 or GG2011: an image is corrupt, or its features are not finite.</exception>
    public void MeasureAll() => MeasureUpTo(images.Count);

    /// <summary>Measures images until so many are done; no others are decoded.</summary>
    /// <exception cref="GanGateException">GG2005 or GG2011: an image is corrupt, or its features are not finite.</exception>
    public void MeasureUpTo(int count)
    {
        if (count <= _run.Count) return;

        int done = _run.Count;
        FeatureOptions run = Measurement.FeatureOptionsOf(options, source, done, images.Count, cancellation);
        FeatureRun part = FeatureExtraction.Run(Part(done, count - done), extractor, Take, run);
        _run = new FeatureRun(count, _run.DecodeSeconds + part.DecodeSeconds, _run.NetworkSeconds + part.NetworkSeconds);
    }

    /// <summary>What was measured so far; its features are valid until this is disposed of.</summary>
    public MeasuredSide Measured()
    {
        Protocol protocol = extractor.Protocol;
        StatisticsMeta meta = new(
            protocol.Id, protocol.Fingerprint, protocol.Dimension, DateTimeOffset.UtcNow, ProductVersion.Current, Device.Cpu);
        return new MeasuredSide(_moments.ToMoments().ToStatistics(meta), _run, Part(0, _run.Count), _features?.Values);
    }

    /// <inheritdoc/>
    public void Dispose() => _features?.Dispose();

    private IImageSource Part(int start, int count) =>
        count == images.Count ? images : new SelectedImages(images, [.. Enumerable.Range(start, count)]);

    private void Take(ReadOnlySpan<float> rows)
    {
        RequireFinite(rows);
        _moments.Add(rows);
        _features?.Add(rows);
    }

    // The moments would refuse them too, but do not know the images' names.
    private void RequireFinite(ReadOnlySpan<float> rows)
    {
        if (TensorPrimitives.IsFiniteAll(rows)) return;
        int bad = 0;
        while (float.IsFinite(rows[bad])) bad++;
        throw new GanGateException(
            ErrorCodes.NotFinite,
            $"the extractor gives {rows[bad].ToString(CultureInfo.InvariantCulture)} for the image "
            + $"'{images.NameOf((int)_moments.Count + (bad / extractor.Protocol.Dimension))}' of '{source}': every feature must be finite");
    }
}
