using GanGate.Features;
using GanGate.Settings;

namespace GanGate.Measuring;

/// <summary>One protocol with its network, and what is measured with it: each reference once, and any number of sets of samples.</summary>
internal sealed class Measurer : IDisposable
{
    private readonly ProtocolOptions _choice;
    private readonly MeasurementOptions _options;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<MeasurementInput, FeatureSet> _references = [];
    private readonly List<FeaturePass> _kept = [];
    private Extractor? _extractor;

    private Measurer(ProtocolOptions choice, MeasurementOptions options, bool withNetwork, CancellationToken cancellation)
    {
        (_choice, _options, _cancellation) = (choice, options, cancellation);
        _extractor = withNetwork ? Protocols.Open(choice) : null;
        Protocol = _extractor?.Protocol ?? Protocols.Describe(choice);
    }

    /// <summary>The protocol of all sides.</summary>
    public Protocol Protocol { get; }

    /// <summary>What the network runs on; null where there is none.</summary>
    public string? DeviceName => _extractor?.Device;

    /// <summary>That auto took the processor although there should be a GPU, and what is to be known of the features.</summary>
    public IReadOnlyList<Warning> Warnings =>
    [
        .. _extractor?.InsteadOfGpu is Sentence reason ? [GpuPassedOver(reason)] : (Warning[])[],
        .. _extractor?.Remark is Sentence remark ? [new Warning(ErrorCodes.FeaturesAveraged, remark)] : (Warning[])[],
    ];

    /// <summary>Opens what some inputs need: statistics alone need no weights on this machine. Measures nothing yet.</summary>
    /// <param name="options">How to measure.</param>
    /// <param name="cancellation">Stops what is measured.</param>
    /// <param name="inputs">What is going to be measured, or what is like it; it stays with whoever opened it.</param>
    /// <exception cref="GanGateException">No protocol is named, the inputs do not fit together, or the network cannot be had.</exception>
    public static Measurer Open(MeasurementOptions options, CancellationToken cancellation, params ReadOnlySpan<MeasurementInput> inputs) =>
        Open(ProtocolChoice.Of(options, inputs), FeatureParts.Moments, options, cancellation, inputs);

    /// <summary>The same where the protocol was chosen before.</summary>
    /// <param name="choice">The protocol.</param>
    /// <param name="parts">Logits and spatial features that the network shall give too.</param>
    /// <param name="options">How to measure.</param>
    /// <param name="cancellation">Stops what is measured.</param>
    /// <param name="inputs">What is going to be measured.</param>
    /// <exception cref="GanGateException">The inputs do not fit together, or the network cannot be had.</exception>
    public static Measurer Open(
        ProtocolChoice choice,
        FeatureParts parts,
        MeasurementOptions options,
        CancellationToken cancellation,
        params ReadOnlySpan<MeasurementInput> inputs)
    {
        Device.Require(options.Device);
        ProtocolOptions network = choice.Options with
        {
            Logits = parts.HasFlag(FeatureParts.Logits),
            Spatial = parts.HasFlag(FeatureParts.Spatial),
        };
        Measurer measurer = new(network, options, ProtocolChoice.HasImages(inputs), cancellation);
        try
        {
            // Before any image is measured.
            foreach (MeasurementInput input in inputs) measurer.Require(input);
            return measurer;
        }
        catch
        {
            measurer.Dispose();
            throw;
        }
    }

    /// <summary>Says what there is to say of sources once they were measured, where the result has no place for it.</summary>
    public void WarnOf(params ReadOnlySpan<MeasurementInput> measured)
    {
        foreach (Warning remark in RemarksOn(measured)) _options.Warnings?.Report(remark);
    }

    /// <summary>Says that a score is of few samples, where the result has no place for it.</summary>
    public void WarnOfFew(long? generated, long? reference)
    {
        foreach (Warning few in FewSamples.In(Protocol, generated, reference)) _options.Warnings?.Report(few);
    }

    /// <summary>What there is to say of sources that were measured; one may be both sides.</summary>
    public static IEnumerable<Warning> RemarksOn(params ReadOnlySpan<MeasurementInput> measured)
    {
        List<Warning> remarks = [];
        foreach (MeasurementInput input in measured) remarks.AddRange((input as ImagesInput)?.Remarks ?? []);
        return remarks.Distinct();
    }

    /// <summary>That auto took the processor although there should be a GPU.</summary>
    public static Warning GpuPassedOver(Sentence reason) =>
        new(ErrorCodes.GpuPassedOver, $"{Setting.Device.At("auto")} took the processor: {reason}");

    /// <summary>Refuses statistics that were made under another protocol, or that lack the features of which the protocol's score is made.</summary>
    /// <exception cref="GanGateException">GG3001, GG2013 or GG2037.</exception>
    public void Require(MeasurementInput input)
    {
        if (input is StatisticsInput statistics) ProtocolChoice.Require(Protocol, statistics);
        if (Protocol.Metric.NeedsReferenceFeatures && input.List is null) throw NeedsFeatures(input.Source);
    }


    /// <summary>Says what there is to warn of, where the result has no place for it.</summary>
    public void Warn()
    {
        foreach (Warning warning in Warnings) _options.Warnings?.Report(warning);
    }

    /// <summary>A pass of the network over some images; it is the caller's.</summary>
    /// <param name="images">The images.</param>
    /// <param name="parts">What is kept of their features.</param>
    /// <param name="firstBlock">How many blocks of moments lie before the first image, for a part of a source.</param>
    /// <exception cref="GanGateException">The network cannot be had.</exception>
    public FeaturePass Pass(ImagesInput images, FeatureParts parts, long firstBlock = 0) =>
        new(images, _extractor ??= Protocols.Open(_choice), parts, _options, _cancellation, firstBlock);

    /// <summary>A reference: measured when it is first asked for, and kept.</summary>
    /// <param name="reference">Statistics or images.</param>
    /// <param name="parts">What is kept of its features.</param>
    /// <exception cref="GanGateException">It cannot be measured.</exception>
    public FeatureSet Reference(MeasurementInput reference, FeatureParts parts)
    {
        if (_references.TryGetValue(reference, out FeatureSet? known)) return known;
        parts |= PartsOfScore;

        FeatureSet measured = reference switch
        {
            StatisticsInput statistics => FeatureSet.Of(statistics, parts),
            ImagesInput images when _options.ReferenceCache is string folder && PartsOfScore == FeatureParts.Moments => FeatureSet.Of(new ReferenceCache(folder)
                .Take(images, Protocol, () => KeptPass(images, FeatureParts.Moments).MeasureUpTo().Statistics, _cancellation)),
            _ => KeptPass((ImagesInput)reference, parts).MeasureUpTo(),
        };
        _references.Add(reference, measured);
        return measured;
    }

    /// <summary>Samples that are going to be measured, and held against references.</summary>
    /// <param name="samples">Images or statistics.</param>
    /// <param name="parts">What is kept of their features.</param>
    /// <exception cref="GanGateException">GG3001 or GG2013: they are statistics of another protocol.</exception>
    public MeasuredSamples Samples(MeasurementInput samples, FeatureParts parts = FeatureParts.Rows)
    {
        Require(samples);
        return new MeasuredSamples(this, samples, parts | PartsOfScore, _options, _cancellation);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _kept.ForEach(pass => pass.Dispose());
        _extractor?.Dispose();
    }

    private GanGateException NeedsFeatures(string source) => new(
        ErrorCodes.MetricNeedsImages,
        $"{Protocol.ScoreName} compares single images, but '{source}' holds only a mean and a covariance: "
        + $"give its images, or statistics with their features ({Advice.MeasureStatistics}, {Setting.WithFeatures})");

    private FeatureParts PartsOfScore => Protocol.Metric.NeedsReferenceFeatures ? FeatureParts.Rows : FeatureParts.Moments;

    // Its features are valid as long as this.
    private FeaturePass KeptPass(ImagesInput images, FeatureParts parts)
    {
        FeaturePass pass = Pass(images, parts);
        _kept.Add(pass);
        return pass;
    }
}
