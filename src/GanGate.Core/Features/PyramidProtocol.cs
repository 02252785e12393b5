using GanGate.Images;
using GanGate.Models;

namespace GanGate.Features;

/// <summary>The embedded extractor, which needs no weights.</summary>
internal sealed class PyramidProtocol : ProtocolFamily
{
    /// <summary>Its id.</summary>
    public const string Id = "pyramid";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [Id];

    /// <inheritdoc/>
    public override double? RepeatRadius => 0.1;

    /// <inheritdoc/>
    public override string EqualTo(string id) => "nothing else: built in, offline";

    /// <inheritdoc/>
    public override Protocol Describe(ProtocolOptions options)
    {
        if (options.Weights is not null || options.Feature is not (null or Id))
        {
            throw Unknown("the pyramid protocol has no weights and no choice of features");
        }

        int size = options.Size ?? PyramidGraph.DefaultSize;
        if (size < PyramidGraph.MinimumSize || size % PyramidGraph.SizeStep != 0)
        {
            throw Unknown($"the pyramid protocol takes sizes that are multiples of {PyramidGraph.SizeStep} from {PyramidGraph.MinimumSize}, not {size}");
        }

        return new Protocol(Id, PyramidGraph.Version, size, Id, PyramidGraph.Dimension, "built-in");
    }

    /// <inheritdoc/>
    public override OnnxExtractor Open(ProtocolOptions options, SessionDevice device)
    {
        Protocol protocol = Describe(options);
        OnnxNetwork network = OnnxNetwork.Open(Export(options), protocol.Size, device);
        return new OnnxExtractor(protocol, new AntialiasedBicubic(protocol.Size, 0, 255), network, options.Threads, device: device);
    }

    /// <inheritdoc/>
    public override byte[] Export(ProtocolOptions options) => PyramidGraph.Build(Describe(options).Size);
}
