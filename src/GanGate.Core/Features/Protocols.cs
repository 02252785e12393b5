using System.Globalization;
using GanGate.Images;
using GanGate.Models;

namespace GanGate.Features;

/// <summary>The protocols there are: the one place that knows their ids, networks and preprocessing.</summary>
public static class Protocols
{
    private const int InceptionVersion = 1;
    private const string DefaultFeature = "2048";

    // Ends the name of an Inception protocol whose network computes in half precision: other features, so another protocol.
    private const string Half = "-float16";

    /// <summary>The protocol whose network needs no model: it is built into the library.</summary>
    internal const string BuiltIn = "pyramid";

    /// <summary>The built-in protocols' ids.</summary>
    public static IReadOnlyList<string> Ids { get; } =
        ["ttur", "pytorch-fid", "clean", "pyramid", "ttur" + Half, "pytorch-fid" + Half, "clean" + Half];

    /// <summary>Opens a protocol's network, ready to run.</summary>
    /// <exception cref="GanGateException">
    /// GG3002: no such protocol, feature or size. GG3003, GG3007: its model is not on this machine, or damaged. GG3004, GG3005: the
    /// weights are unreadable, or of another network. GG3009: a custom extractor is not valid. GG4001: ONNX Runtime cannot be loaded.
    /// GG4003, GG4014: the device is not there, or cannot be used.
    /// </exception>
    public static Extractor Open(ProtocolOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if ((options.Logits || options.Spatial) && !IsInception(options.Id))
        {
            throw NoLogits(options.Id);
        }

        return SessionDevice.Open(options.Device, options.EpLibrary, CudaRuntime.Here, device => OpenOn(device, options));
    }

    /// <summary>The identity of a protocol, without its network: the public weights need not be on this machine.</summary>
    /// <exception cref="GanGateException">As for <see cref="Open"/>.</exception>
    public static Protocol Describe(ProtocolOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (IsInception(options.Id))
        {
            return InceptionProtocol(
                options, options.Weights is null ? PublicModel.Inception.Sha256 : new ModelStore().Resolve(options.Weights).Sha256);
        }

        if (options.Id == "pyramid") return PyramidProtocol(options);
        using Extractor custom = Open(options);
        return custom.Protocol;
    }

    /// <summary>Makes sure that a protocol's weights are on this machine and undamaged.</summary>
    /// <exception cref="GanGateException">GG3003 or GG3007.</exception>
    internal static void RequireWeights(string id, string? weights)
    {
        if (IsInception(id)) new ModelStore().Resolve(weights);
    }

    /// <summary>The network of a protocol without its preprocessing, as the bytes of an ONNX file: N x 3 x Size x Size in, N x D out.</summary>
    /// <exception cref="GanGateException">As for <see cref="Open"/>.</exception>
    public static byte[] Export(ProtocolOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Id switch
        {
            "pyramid" => PyramidGraph.Build(PyramidProtocol(options).Size),
            _ when IsInception(options.Id) => InceptionV3Graph.Build(
                TorchCheckpoint.Read(new ModelStore().Resolve(options.Weights).Path), IsHalf(options.Id), FeatureOf(options)),
            _ => throw Unknown($"the protocol '{options.Id}' has no network of ours to export; there are {string.Join(", ", Ids)}"),
        };
    }

    /// <summary>Makes sure that a weights file holds an Inception network.</summary>
    /// <exception cref="GanGateException">GG3004: it is unreadable; GG3005: it is another network's.</exception>
    internal static void CheckWeights(string path) =>
        InceptionV3Graph.Build(TorchCheckpoint.Read(path), half: false, InceptionOutput.Logits);

    private static OnnxExtractor OpenOn(SessionDevice device, ProtocolOptions options) => options.Id switch
    {
        "pyramid" => OpenPyramid(device, options),
        "ttur" or "ttur" + Half => OpenInception(device, options, new TensorFlowBilinear(InceptionV3Graph.Size)),
        "pytorch-fid" or "pytorch-fid" + Half => OpenInception(device, options, new TorchBilinear(InceptionV3Graph.Size)),
        "clean" or "clean" + Half => OpenInception(device, options, new AntialiasedBicubic(InceptionV3Graph.Size, 128, 128)),
        _ when IsCustom(options.Id) => OpenCustom(device, options),
        _ => throw NotKnown(options.Id),
    };

    private static OnnxExtractor OpenInception(SessionDevice device, ProtocolOptions options, Preprocessing preprocessing)
    {
        // What is asked for comes before what is here.
        List<InceptionOutput> outputs = [FeatureOf(options)];
        StoredModel weights = new ModelStore().Resolve(options.Weights);
        Protocol protocol = InceptionProtocol(options, weights.Sha256);
        if (options.Logits) outputs.Add(InceptionOutput.LogitsUnbiased);
        if (options.Spatial) outputs.Add(InceptionOutput.Spatial);

        byte[] model = InceptionV3Graph.BuildRow(TorchCheckpoint.Read(weights.Path), IsHalf(options.Id), outputs);
        var layout = new RowLayout(
            protocol.Dimension,
            options.Logits ? InceptionV3Graph.DimensionOf(InceptionOutput.LogitsUnbiased) : 0,
            options.Spatial ? InceptionV3Graph.DimensionOf(InceptionOutput.Spatial) : 0);
        OnnxNetwork network = OnnxNetwork.Open(model, InceptionV3Graph.Size, device);
        return new OnnxExtractor(protocol, preprocessing, network, options.Threads, layout, device);
    }

    private static Protocol InceptionProtocol(ProtocolOptions options, string weightsHash)
    {
        if (options.Size is not null) throw Unknown($"the protocol '{options.Id}' has its own size, {InceptionV3Graph.Size}");
        string feature = options.Feature ?? DefaultFeature;
        return new Protocol(
            options.Id, InceptionVersion, InceptionV3Graph.Size, feature, InceptionV3Graph.DimensionOf(FeatureOf(options)), weightsHash)
        {
            Weights = weightsHash == PublicModel.Inception.Sha256 || options.Weights is null ? null : Path.GetFileName(options.Weights),
        };
    }

    private static InceptionOutput FeatureOf(ProtocolOptions options) => (options.Feature ?? DefaultFeature) switch
    {
        "64" => InceptionOutput.Features64,
        "192" => InceptionOutput.Features192,
        "768" => InceptionOutput.Features768,
        DefaultFeature => InceptionOutput.Features2048,
        string other => throw Unknown($"the protocol '{options.Id}' has the features 64, 192, 768 and 2048, not '{other}'"),
    };

    private static OnnxExtractor OpenPyramid(SessionDevice device, ProtocolOptions options)
    {
        Protocol protocol = PyramidProtocol(options);
        OnnxNetwork network = OnnxNetwork.Open(PyramidGraph.Build(protocol.Size), protocol.Size, device);
        return new OnnxExtractor(protocol, new AntialiasedBicubic(protocol.Size, 0, 255), network, options.Threads, device: device);
    }

    private static Protocol PyramidProtocol(ProtocolOptions options)
    {
        if (options.Weights is not null || options.Feature is not (null or "pyramid"))
        {
            throw Unknown("the pyramid protocol has no weights and no choice of features");
        }

        int size = options.Size ?? PyramidGraph.DefaultSize;
        if (size < PyramidGraph.MinimumSize || size % PyramidGraph.SizeStep != 0)
        {
            throw Unknown($"the pyramid protocol takes sizes that are multiples of {PyramidGraph.SizeStep} from {PyramidGraph.MinimumSize}, not {size}");
        }

        return new Protocol("pyramid", PyramidGraph.Version, size, "pyramid", PyramidGraph.Dimension, "built-in");
    }

    private static OnnxExtractor OpenCustom(SessionDevice device, ProtocolOptions options) =>
        options is { Weights: null, Feature: null, Size: null }
        ? CustomExtractor.Open(options.Id, options.Threads, device)
        : throw Unknown($"'{options.Id}' has weights of its own; its size and features are those of the .json beside it");

    /// <summary>Makes sure that there is a protocol of a name.</summary>
    /// <exception cref="GanGateException">GG3002: there is none.</exception>
    internal static void RequireKnown(string id)
    {
        if (!Ids.Contains(id) && !IsCustom(id)) throw NotKnown(id);
    }

    /// <summary>Whether a protocol is one that papers cite: one of the three, with the public weights.</summary>
    internal static bool IsCited(string id, int dimension, string fingerprint) => IsPublished(id)
        && fingerprint == Protocol.Hash(
            id, InceptionVersion, InceptionV3Graph.Size, dimension.ToString(CultureInfo.InvariantCulture), PublicModel.Inception.Sha256);

    /// <summary>The error that a protocol's network is no classifier.</summary>
    internal static GanGateException NoLogits(string id) => new(
        ErrorCodes.LogitsUnavailable,
        $"the Inception Score and sFID exist only under the Inception protocols (ttur, pytorch-fid, clean), not under '{id}'");

    /// <summary>Whether a protocol is one of the three whose score is an FID.</summary>
    internal static bool IsPublished(string id) => id is "ttur" or "pytorch-fid" or "clean";

    /// <summary>Whether a protocol's network is the Inception network, in single or in half precision.</summary>
    internal static bool IsInception(string id) => IsPublished(IsHalf(id) ? id[..^Half.Length] : id);

    private static bool IsHalf(string id) => id.EndsWith(Half, StringComparison.Ordinal);

    /// <summary>Whether an id is the path of an extractor of the user's own.</summary>
    internal static bool IsCustom(string id) => id.EndsWith(CustomExtractor.Extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>A protocol's name as statistics files keep it: the id, or the file name of an extractor of the user's own.</summary>
    internal static string NameOf(string id) => IsCustom(id) ? Path.GetFileName(id) : id;

    private static GanGateException NotKnown(string id) =>
        Unknown($"the protocol '{id}' is not known; there are {string.Join(", ", Ids)}, and paths of .onnx files");

    private static GanGateException Unknown(string message) => new(ErrorCodes.ProtocolUnknown, message);
}
