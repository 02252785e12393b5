using System.Security.Cryptography;
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
    /// GG3002: no such protocol, feature or size. GG3003: its model is not on this machine. GG2002, GG3004, GG3005: the weights file is
    /// missing, unreadable or of another network. GG4001: ONNX Runtime cannot be loaded.
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
            _ => throw Unknown($"the protocol '{options.Id}' is not known; there are {string.Join(", ", Ids)}"),
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
        string weights = options.Weights ?? throw ModelMissing(options.Id);
        byte[] model = InceptionV3Graph.Build(TorchCheckpoint.Read(weights), output);
        var protocol = new Protocol(
            options.Id, InceptionVersion, InceptionV3Graph.Size, feature, InceptionV3Graph.DimensionOf(output), HashOf(weights));
        return new OnnxExtractor(protocol, preprocessing, model, options.Threads);
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
        return new OnnxExtractor(protocol, new AntialiasedBicubic(size, 0, 255), PyramidGraph.Build(size), options.Threads);
    }

    private static string HashOf(string file)
    {
        using FileStream stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static GanGateException Unknown(string message) => new(ErrorCodes.ProtocolUnknown, message);

    private static GanGateException ModelMissing(string id) => new(
        ErrorCodes.ModelMissing,
        $"the protocol '{id}' needs the Inception weights: run 'gangate model fetch', or 'gangate model import <file.pth>' where there is no network");
}
