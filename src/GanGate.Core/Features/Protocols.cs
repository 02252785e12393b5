using GanGate.Images;
using GanGate.Models;

namespace GanGate.Features;

/// <summary>The protocols there are: the one place that knows their ids, networks and preprocessing.</summary>
public static class Protocols
{
    private const int InceptionVersion = 1;

    /// <summary>The built-in protocols' ids.</summary>
    public static IReadOnlyList<string> Ids { get; } = ["ttur", "pytorch-fid", "clean", "pyramid"];

    /// <summary>Opens a protocol's network, ready to run.</summary>
    /// <exception cref="GanGateException">
    /// GG3002: no such protocol, feature or size. GG3003, GG3007: its model is not on this machine, or damaged. GG3004, GG3005: the
    /// weights are unreadable, or of another network. GG3009: a custom extractor is not valid. GG4001: ONNX Runtime cannot be loaded.
    /// </exception>
    public static Extractor Open(ProtocolOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Id switch
        {
            "pyramid" => OpenPyramid(options),
            "ttur" => OpenInception(options, new TensorFlowBilinear(InceptionV3Graph.Size)),
            "pytorch-fid" => OpenInception(options, new TorchBilinear(InceptionV3Graph.Size)),
            "clean" => OpenInception(options, new AntialiasedBicubic(InceptionV3Graph.Size, 128, 128)),
            _ when options.Id.EndsWith(CustomExtractor.Extension, StringComparison.OrdinalIgnoreCase) => OpenCustom(options),
            _ => throw Unknown($"the protocol '{options.Id}' is not known; there are {string.Join(", ", Ids)}, and paths of .onnx files"),
        };
    }

    private static OnnxExtractor OpenInception(ProtocolOptions options, Preprocessing preprocessing)
    {
        string feature = options.Feature ?? "2048";
        InceptionOutput output = feature switch
        {
            "64" => InceptionOutput.Features64,
            "192" => InceptionOutput.Features192,
            "768" => InceptionOutput.Features768,
            "2048" => InceptionOutput.Features2048,
            _ => throw Unknown($"the protocol '{options.Id}' has the features 64, 192, 768 and 2048, not '{feature}'"),
        };
        if (options.Size is not null) throw Unknown($"the protocol '{options.Id}' has its own size, {InceptionV3Graph.Size}");
        StoredModel weights = new ModelStore().Resolve(options.Weights);
        byte[] model = InceptionV3Graph.Build(TorchCheckpoint.Read(weights.Path), output);
        var protocol = new Protocol(
            options.Id, InceptionVersion, InceptionV3Graph.Size, feature, InceptionV3Graph.DimensionOf(output), weights.Sha256);
        return new OnnxExtractor(protocol, preprocessing, OnnxNetwork.Open(model, InceptionV3Graph.Size), options.Threads);
    }

    private static OnnxExtractor OpenPyramid(ProtocolOptions options)
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

        var protocol = new Protocol("pyramid", PyramidGraph.Version, size, "pyramid", PyramidGraph.Dimension, "built-in");
        return new OnnxExtractor(protocol, new AntialiasedBicubic(size, 0, 255), OnnxNetwork.Open(PyramidGraph.Build(size), size), options.Threads);
    }

    private static OnnxExtractor OpenCustom(ProtocolOptions options) => options is { Weights: null, Feature: null, Size: null }
        ? CustomExtractor.Open(options.Id, options.Threads)
        : throw Unknown($"'{options.Id}' has weights of its own; its size and features are those of the .json beside it");

    private static GanGateException Unknown(string message) => new(ErrorCodes.ProtocolUnknown, message);
}
