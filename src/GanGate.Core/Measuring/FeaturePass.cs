using System.Globalization;
using System.Numerics.Tensors;
using GanGate.Features;
using GanGate.Images;
using GanGate.Statistics;

namespace GanGate.Measuring;

/// <summary>Images on their way through the network, some at a time: the one way from a source to a set of features.</summary>
internal sealed class FeaturePass : IDisposable
{
    private readonly ImagesInput _input;
    private readonly Extractor _extractor;
    private readonly MeasurementOptions _options;
    private readonly CancellationToken _cancellation;
    private readonly MomentAccumulator _moments;
    private readonly MomentAccumulator? _spatial;
    private readonly FeatureBuffer? _features;
    private readonly FeatureBuffer? _logits;
    private FeatureRun _run;
    private FeatureSet? _measured;

    /// <summary>Makes room; measures nothing yet.</summary>
    /// <param name="input">The images, in the order in which they are measured.</param>
    /// <param name="extractor">The network.</param>
    /// <param name="parts">
    /// What is kept. Features of more images than can be kept (<see cref="FeatureBuffer.MostRows"/>) are not; who cannot do without them
    /// asks for room before.
    /// </param>
    /// <param name="options">How to measure.</param>
    /// <param name="cancellation">Stops the measurement.</param>
    /// <param name="firstBlock">How many blocks of moments lie before the first image, for a part of a source.</param>
    public FeaturePass(
        ImagesInput input,
        Extractor extractor,
        FeatureParts parts,
        MeasurementOptions options,
        CancellationToken cancellation,
        long firstBlock = 0)
    {
        (_input, _extractor, _options, _cancellation) = (input, extractor, options, cancellation);
        RowLayout layout = extractor.Layout;
        _moments = new MomentAccumulator(layout.Features, firstBlock);
        _spatial = parts.HasFlag(FeatureParts.Spatial) ? new MomentAccumulator(layout.Spatial) : null;
        _features = parts.HasFlag(FeatureParts.Rows) ? FeatureBuffer.For(input.Images.Count, layout.Features) : null;
        try
        {
            _logits = parts.HasFlag(FeatureParts.Logits) ? FeatureBuffer.For(input.Images.Count, layout.Logits) : null;
        }
        catch
        {
            _features?.Dispose();
            throw;
        }
    }

    /// <summary>What was measured so far; its features are valid until more is measured or this is disposed of.</summary>
    public FeatureSet Measured => _measured ??= new FeatureSet(Statistics())
    {
        Spatial = _spatial?.ToMoments().ToStatistics(),
        Images = Part(0, _run.Count),
        Features = _features?.Values,
        Logits = _logits?.Values,
        Run = _run,
    };

    /// <summary>What was measured so far as a part of a source: the nodes of the tree of moments that it makes up.</summary>
    public IReadOnlyList<MomentNode> Nodes => [.. _moments.Nodes];

    /// <summary>A copy of the features so far with the images' names; null where they are not kept.</summary>
    public FeatureTable? Table =>
        _features is null ? null : FeatureTable.Of(_features.Values.ToArray(), _extractor.Protocol.Dimension, Part(0, _run.Count));

    /// <summary>What statistics of these images say of themselves.</summary>
    public StatisticsMeta Meta
    {
        get
        {
            Protocol protocol = _extractor.Protocol;
            return new StatisticsMeta(
                protocol.Id,
                protocol.Fingerprint,
                protocol.Dimension,
                DateTimeOffset.UtcNow,
                ProductVersion.Current,
                _extractor.Device,
                _input.Origin);
        }
    }

    /// <summary>Measures images until so many are done, or all; no others are decoded.</summary>
    /// <exception cref="GanGateException">GG2005 or GG2011: an image is corrupt, or its features are not finite.</exception>
    public FeatureSet MeasureUpTo(int count = int.MaxValue)
    {
        int done = _run.Count, total = _input.Images.Count;
        count = Math.Min(count, total);
        if (count <= done) return Measured;

        FeatureOptions run = new()
        {
            BatchSize = _options.BatchSize ?? 0,
            Threads = _options.Threads ?? 0,
            Cached = _options.CacheFeatures,
            Progress = _options.Progress is null ? null : new SourceProgress(_options.Progress, _input.Source, done, total),
            Cancellation = _cancellation,
        };
        _measured = null;
        FeatureRun part = FeatureExtraction.Run(Part(done, count - done), _extractor, Take, run);
        _run = new FeatureRun(count, _run.DecodeSeconds + part.DecodeSeconds, _run.NetworkSeconds + part.NetworkSeconds);
        return Measured;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _features?.Dispose();
        _logits?.Dispose();
    }

    // The tree is merged when somebody asks, and the moments go on afterwards.
    private Func<FeatureStatistics> Statistics()
    {
        long count = _run.Count;
        return () => _moments.Count == count
            ? _moments.ToMoments().ToStatistics(Meta)
            : throw new InvalidOperationException("more images were measured since");
    }

    private IImageSource Part(int start, int count) =>
        count == _input.Images.Count ? _input.Images : new SelectedImages(_input.Images, [.. Enumerable.Range(start, count)]);

    private void Take(ReadOnlySpan<float> rows)
    {
        RequireFinite(rows);
        RowLayout layout = _extractor.Layout;
        if (layout.Length == layout.Features)
        {
            _moments.Add(rows);
            _features?.Add(rows);
            return;
        }

        for (; !rows.IsEmpty; rows = rows[layout.Length..])
        {
            _moments.Add(rows[..layout.Features]);
            _features?.Add(rows[..layout.Features]);
            _logits?.Add(rows.Slice(layout.Features, layout.Logits));
            _spatial?.Add(rows.Slice(layout.Features + layout.Logits, layout.Spatial));
        }
    }

    // The moments would refuse them too, but do not know the images' names.
    private void RequireFinite(ReadOnlySpan<float> rows)
    {
        if (TensorPrimitives.IsFiniteAll(rows)) return;
        int bad = 0;
        while (float.IsFinite(rows[bad])) bad++;
        string image = _input.Images.NameOf((int)_moments.Count + (bad / _extractor.Layout.Length));
        throw new GanGateException(
            ErrorCodes.NotFinite,
            $"the extractor gives {rows[bad].ToString(CultureInfo.InvariantCulture)} for the image '{image}' of '{_input.Source}': "
            + "every feature must be finite");
    }

    private sealed class SourceProgress(IProgress<MeasurementProgress> progress, string source, int done, int total) : IProgress<int>
    {
        public void Report(int value) => progress.Report(new MeasurementProgress(source, done + value, total));
    }
}
