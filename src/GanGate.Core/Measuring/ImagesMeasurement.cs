using System.Globalization;
using System.Numerics.Tensors;
using GanGate.Features;
using GanGate.Images;
using GanGate.Statistics;

namespace GanGate.Measuring;

/// <summary>Images on their way through the network, some at a time: their moments and, where they are wanted, their features.</summary>
/// <param name="input">The images, in the order in which they are measured.</param>
/// <param name="extractor">The network.</param>
/// <param name="options">How to measure.</param>
/// <param name="features">Takes the features themselves, where not only their moments are wanted; disposed of with the measurement.</param>
/// <param name="cancellation">Stops the measurement.</param>
/// <param name="firstBlock">How many blocks of moments lie before the first image, for a part of a source.</param>
internal sealed class ImagesMeasurement(
    ImagesInput input,
    Extractor extractor,
    MeasurementOptions options,
    FeatureBuffer? features,
    CancellationToken cancellation,
    long firstBlock = 0) : IDisposable
{
    private readonly MomentAccumulator _moments = new(extractor.Protocol.Dimension, firstBlock);
    private FeatureRun _run;

    /// <summary>Measures what is left.</summary>
    /// <exception cref="GanGateException">GG2005 or GG2011: an image is corrupt, or its features are not finite.</exception>
    public void MeasureAll() => MeasureUpTo(input.Images.Count);

    /// <summary>Measures images until so many are done; no others are decoded.</summary>
    /// <exception cref="GanGateException">GG2005 or GG2011: an image is corrupt, or its features are not finite.</exception>
    public void MeasureUpTo(int count)
    {
        if (count <= _run.Count) return;

        int done = _run.Count;
        FeatureOptions run = Measurement.FeatureOptionsOf(options, input.Source, done, input.Images.Count, cancellation);
        FeatureRun part = FeatureExtraction.Run(Part(done, count - done), extractor, Take, run);
        _run = new FeatureRun(count, _run.DecodeSeconds + part.DecodeSeconds, _run.NetworkSeconds + part.NetworkSeconds);
    }

    /// <summary>What was measured so far; its features are valid until this is disposed of.</summary>
    public MeasuredSide Measured() =>
        new(_moments.ToMoments().ToStatistics(Measurement.MetaOf(extractor, input)), _run, Part(0, _run.Count), features?.Values);

    /// <summary>What was measured so far as a part of a source: the nodes of the tree of moments that it makes up.</summary>
    public IReadOnlyList<MomentNode> Nodes => [.. _moments.Nodes];

    /// <summary>A copy of the features so far with the images' names; null where they are not wanted.</summary>
    public FeatureTable? Table =>
        features is null ? null : FeatureTable.Of(features.Values.ToArray(), extractor.Protocol.Dimension, Part(0, _run.Count));

    /// <inheritdoc/>
    public void Dispose() => features?.Dispose();

    private IImageSource Part(int start, int count) =>
        count == input.Images.Count ? input.Images : new SelectedImages(input.Images, [.. Enumerable.Range(start, count)]);

    private void Take(ReadOnlySpan<float> rows)
    {
        RequireFinite(rows);
        _moments.Add(rows);
        features?.Add(rows);
    }

    // The moments would refuse them too, but do not know the images' names.
    private void RequireFinite(ReadOnlySpan<float> rows)
    {
        if (TensorPrimitives.IsFiniteAll(rows)) return;
        int bad = 0;
        while (float.IsFinite(rows[bad])) bad++;
        string image = input.Images.NameOf((int)_moments.Count + (bad / extractor.Protocol.Dimension));
        throw new GanGateException(
            ErrorCodes.NotFinite,
            $"the extractor gives {rows[bad].ToString(CultureInfo.InvariantCulture)} for the image '{image}' of '{input.Source}': "
            + "every feature must be finite");
    }
}
