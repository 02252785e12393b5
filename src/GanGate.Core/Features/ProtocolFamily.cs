using GanGate.Models;

namespace GanGate.Features;

/// <summary>A network of the library with all protocols that run it. <see cref="Protocols"/> has the table of them.</summary>
internal abstract class ProtocolFamily
{
    // Ends the name of a protocol whose network computes in half precision: other features, so another protocol.
    private const string Half = "-float16";

    /// <summary>The protocols' ids.</summary>
    public abstract IReadOnlyList<string> Ids { get; }

    /// <summary>Whether its network is also a classifier and keeps spatial features: what the Inception Score and sFID need.</summary>
    public virtual bool HasLogits => false;

    /// <summary>
    /// How near two images lie that are the same picture, as a share of the root mean square distance of two reference images; null where
    /// nobody measured it (docs/statistics.md has the figures).
    /// </summary>
    public virtual double? RepeatRadius => null;

    /// <summary>The identity of a protocol, without its network: public weights need not be on this machine.</summary>
    /// <exception cref="GanGateException">As for <see cref="Protocols.Open"/>.</exception>
    public abstract Protocol Describe(ProtocolOptions options);

    /// <summary>Opens the network, ready to run.</summary>
    /// <exception cref="GanGateException">As for <see cref="Protocols.Open"/>.</exception>
    public abstract OnnxExtractor Open(ProtocolOptions options, SessionDevice device);

    /// <summary>The network without its preprocessing, as the bytes of an ONNX file.</summary>
    /// <exception cref="GanGateException">As for <see cref="Protocols.Open"/>.</exception>
    public abstract byte[] Export(ProtocolOptions options);

    /// <summary>The published programs whose numbers a protocol gives, in words.</summary>
    public abstract string EqualTo(string id);

    /// <summary>The public weights that a protocol runs with unless others are named; null where it needs none.</summary>
    public virtual PublicModel? ModelOf(string id) => null;

    /// <summary>Whether the entries of a checkpoint have the names of this network.</summary>
    public virtual bool Recognises(IReadOnlyDictionary<string, TorchTensor> checkpoint) => false;

    /// <summary>Makes sure that a checkpoint fits this network.</summary>
    /// <exception cref="GanGateException">GG3005: it does not.</exception>
    public virtual void Check(IReadOnlyDictionary<string, TorchTensor> checkpoint)
    {
    }

    /// <summary>The ids and their twins in half precision.</summary>
    protected static IReadOnlyList<string> WithHalves(params IReadOnlyList<string> ids) => [.. ids, .. ids.Select(id => id + Half)];

    /// <summary>Whether an id is that of a protocol in half precision.</summary>
    public static bool IsHalf(string id) => id.EndsWith(Half, StringComparison.Ordinal);

    /// <summary>The id of the same protocol in single precision.</summary>
    protected static string WithoutHalf(string id) => IsHalf(id) ? id[..^Half.Length] : id;

    /// <summary>The hash of the weights that are named, or of the public ones.</summary>
    protected string WeightsHashOf(ProtocolOptions options) =>
        options.Weights is null ? ModelOf(options.Id)!.Sha256 : new ModelStore().HashOfWeights(options.Weights);

    /// <summary>What weights are called that are not those of <see cref="ModelOf"/>; null for those.</summary>
    protected string? NameOfWeights(ProtocolOptions options, string hash) =>
        options.Weights is null || hash == ModelOf(options.Id)?.Sha256 ? null : Path.GetFileName(options.Weights);

    /// <summary>The error that something was asked for that the protocol does not have.</summary>
    protected static GanGateException Unknown(string message) => new(ErrorCodes.ProtocolUnknown, message);
}
