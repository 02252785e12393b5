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

    /// <summary>Opens what some inputs need. Statistics alone need no weights on this machine.</summary>
    /// <exception cref="GanGateException">No protocol is named, the inputs do not fit together, or the network cannot be had.</exception>
    public static OpenedProtocol For(MeasurementOptions options, params ReadOnlySpan<MeasurementInput> inputs)
    {
        _ = Device.Resolve(options.Device);
        ProtocolOptions chosen = Choose(options, inputs);
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

    /// <summary>The identity of what <see cref="For"/> would open, without its network.</summary>
    /// <exception cref="GanGateException">No protocol is named, or it cannot be known.</exception>
    public static Protocol Describe(MeasurementOptions options, params ReadOnlySpan<MeasurementInput> inputs) =>
        Protocols.Describe(Choose(options, inputs));

    /// <inheritdoc/>
    public void Dispose() => _extractor?.Dispose();

    private static ProtocolOptions Choose(MeasurementOptions options, ReadOnlySpan<MeasurementInput> inputs)
    {
        string id = ProtocolChoice.Of(options, inputs);
        return new ProtocolOptions(id)
        {
            Feature = options.Feature ?? (Protocols.IsInception(id) ? ProtocolChoice.FeatureOf(inputs) : null),
            Weights = options.Weights,
            Logits = options.Logits,
            Spatial = options.Spatial,
            Threads = options.Threads ?? 0,
        };
    }

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
