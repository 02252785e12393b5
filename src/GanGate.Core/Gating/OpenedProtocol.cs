using GanGate.Features;

namespace GanGate.Gating;

/// <summary>The protocol of a measurement, and its network where there are images to be measured.</summary>
internal sealed class OpenedProtocol : IDisposable
{
    private readonly Extractor? _extractor;

    private OpenedProtocol(ProtocolOptions options, bool withNetwork)
    {
        _extractor = withNetwork ? Protocols.Open(options) : null;
        Protocol = _extractor?.Protocol ?? Protocols.Describe(options);
    }

    /// <summary>The identity of the features.</summary>
    public Protocol Protocol { get; }

    /// <summary>The network; there is one whenever one of the inputs is images.</summary>
    public Extractor Extractor => _extractor ?? throw new InvalidOperationException("statistics alone need no network");

    /// <summary>What the network runs on; null where there is none.</summary>
    public string? DeviceName => _extractor?.Device;

    /// <summary>That auto took the processor although there should be a GPU.</summary>
    public IReadOnlyList<Warning> Warnings => _extractor?.InsteadOfGpu is string reason
        ? [new Warning(ErrorCodes.GpuPassedOver, $"the device auto is the processor: {reason}")]
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

    /// <summary>Says what there is to warn of, where the result has no place for it.</summary>
    public void Warn(MeasurementOptions options)
    {
        foreach (Warning warning in Warnings) options.Warnings?.Report(warning);
    }

    /// <inheritdoc/>
    public void Dispose() => _extractor?.Dispose();

    private void Require(ReadOnlySpan<MeasurementInput> inputs)
    {
        foreach (MeasurementInput input in inputs)
        {
            if (input is StatisticsInput statistics)
            {
                ProtocolChoice.Require(Protocol, statistics);
            }
        }
    }
}
