using GanGate.Features;
using GanGate.Metrics;

namespace GanGate.Measuring;

/// <summary>The protocol of a measurement, and its network where there are images to be measured.</summary>
internal sealed class OpenedProtocol : IDisposable
{
    private readonly ProtocolOptions _options;
    private Extractor? _extractor;

    private OpenedProtocol(ProtocolOptions options, bool withNetwork)
    {
        _options = options;
        _extractor = withNetwork ? Protocols.Open(options) : null;
        Protocol = _extractor?.Protocol ?? Protocols.Describe(options);
    }

    /// <summary>The identity of the features.</summary>
    public Protocol Protocol { get; }

    /// <summary>The network; where none of the inputs is images it is opened by the first that asks for it.</summary>
    /// <exception cref="GanGateException">The network cannot be had.</exception>
    public Extractor Extractor => _extractor ??= Protocols.Open(_options);

    /// <summary>What the network runs on; null where there is none.</summary>
    public string? DeviceName => _extractor?.Device;

    /// <summary>That auto took the processor although there should be a GPU.</summary>
    public IReadOnlyList<Warning> Warnings => _extractor?.InsteadOfGpu is string reason
        ? [new Warning(ErrorCodes.GpuPassedOver, $"--device auto took the processor: {reason}")]
        : [];

    /// <summary>Opens what some inputs need. Statistics alone need no weights on this machine.</summary>
    /// <exception cref="GanGateException">No protocol is named, the inputs do not fit together, or the network cannot be had.</exception>
    public static OpenedProtocol For(MeasurementOptions options, params ReadOnlySpan<MeasurementInput> inputs)
    {
        Device.Require(options.Device);
        options = Choose(options, inputs);
        ProtocolOptions chosen = new(options.Protocol!)
        {
            Feature = options.Feature,
            Weights = options.Weights,
            Logits = options.Logits,
            Spatial = options.Spatial,
            Threads = options.Threads ?? 0,
            Device = options.Device,
            EpLibrary = options.EpLibrary,
        };
        bool images = false;
        foreach (MeasurementInput input in inputs)
        {
            images |= input is ImagesInput;
        }

        OpenedProtocol opened = new(chosen, images);
        try
        {
            // Before any image is measured.
            opened.Require(inputs);
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>The options with the protocol and the features that the inputs ask for.</summary>
    /// <exception cref="GanGateException">GG2007 or GG3001: no protocol is named, or the inputs do not fit together.</exception>
    public static MeasurementOptions Choose(MeasurementOptions options, params ReadOnlySpan<MeasurementInput> inputs)
    {
        string id = ProtocolChoice.Of(options, inputs);
        string? feature = options.Feature ?? (Protocols.IsInception(id) ? ProtocolChoice.FeatureOf(inputs) : null);
        return options with { Protocol = id, Feature = feature };
    }

    /// <summary>The identity of what <see cref="For"/> would open, without its network.</summary>
    /// <exception cref="GanGateException">No protocol is named, or it cannot be known.</exception>
    public static Protocol Describe(MeasurementOptions options, params ReadOnlySpan<MeasurementInput> inputs)
    {
        options = Choose(options, inputs);
        return Protocols.Describe(new ProtocolOptions(options.Protocol!) { Feature = options.Feature, Weights = options.Weights });
    }

    /// <summary>The same, once it is sure that images among the inputs can be measured: the network's weights are there.</summary>
    /// <exception cref="GanGateException">As for <see cref="Describe"/>, and GG3003 or GG3007.</exception>
    public static Protocol Find(MeasurementOptions options, params ReadOnlySpan<MeasurementInput> inputs)
    {
        foreach (MeasurementInput input in inputs)
        {
            if (input is ImagesInput) Protocols.RequireWeights(Choose(options, inputs).Protocol!, options.Weights);
        }

        return Describe(options, inputs);
    }

    /// <summary>Says what there is to warn of, where the result has no place for it.</summary>
    public void Warn(MeasurementOptions options)
    {
        foreach (Warning warning in Warnings) options.Warnings?.Report(warning);
    }

    /// <summary>Says what there is to say of sources once they were measured, where the result has no place for it.</summary>
    public static void Warn(MeasurementOptions options, params ReadOnlySpan<MeasurementInput?> measured)
    {
        foreach (Warning warning in RemarksOn(measured)) options.Warnings?.Report(warning);
    }

    /// <summary>The distance of two measured sides as a score, still without its error and without what it took.</summary>
    public Score ScoreOf(
        MeasurementInput generated, MeasuredSide g, MeasurementInput reference, MeasuredSide r, CovarianceFactor referenceFactor)
    {
        FrechetDistance distance = FrechetDistance.Between(g.Statistics, r.Statistics, referenceFactor);
        return new Score
        {
            Protocol = Protocol,
            Value = distance.Value,
            MeanTerm = distance.MeanTerm,
            CovarianceTerm = distance.CovarianceTerm,
            Generated = MeasuredSet.Of(generated, g.Statistics.Count),
            Reference = new MeasuredSet(reference.Source, r.Statistics.Count) { LeftOut = reference.LeftOut },
            Device = DeviceName,
            Warnings = [.. Warnings, .. Devices(g, r), .. RemarksOn(generated, reference)],
            ReferenceHash = reference is ImagesInput ? null : Measurement.HashOf(r.Statistics),
            Seconds = new StageSeconds(0, 0, 0, 0),
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _extractor?.Dispose();

    // A source may be both sides.
    private static IEnumerable<Warning> RemarksOn(params ReadOnlySpan<MeasurementInput?> inputs)
    {
        List<Warning> remarks = [];
        foreach (MeasurementInput? input in inputs) remarks.AddRange((input as ImagesInput)?.Remarks ?? []);
        return remarks.Distinct();
    }

    private static IEnumerable<Warning> Devices(MeasuredSide g, MeasuredSide r)
    {
        if ((g.Statistics.Meta?.Device, r.Statistics.Meta?.Device) is (string one, string other) && Kind(one) != Kind(other))
        {
            yield return new Warning(
                ErrorCodes.DevicesDiffer,
                $"the generated images were measured on {one}, the reference on {other}: their features differ in the last digits, "
                + "so measure both on one kind of device before you compare closely");
        }

        static string Kind(string device) => device.Split(':')[0];
    }

    /// <summary>Refuses statistics that were made under another protocol.</summary>
    /// <exception cref="GanGateException">GG3001 or GG2013.</exception>
    public void Require(params ReadOnlySpan<MeasurementInput> inputs)
    {
        foreach (MeasurementInput input in inputs)
        {
            if (input is StatisticsInput statistics) ProtocolChoice.Require(Protocol, statistics);
        }
    }
}
