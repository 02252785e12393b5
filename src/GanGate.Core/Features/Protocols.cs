using GanGate.Images;
using GanGate.Models;

namespace GanGate.Features;

/// <summary>The protocols there are: the one place that knows their ids, networks and preprocessing.</summary>
public static class Protocols
{
    /// <summary>The built-in protocols' ids.</summary>
    public static IReadOnlyList<string> Ids { get; } = ["ttur", "pytorch-fid", "clean", "pyramid"];

    /// <summary>Opens a protocol's network, ready to run.</summary>
    /// <exception cref="GanGateException">
    /// GG3002: no such protocol, feature or size. GG3003: its model is not on this machine. GG4001: ONNX Runtime cannot be loaded.
    /// </exception>
    public static Extractor Open(ProtocolOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Id switch
        {
            "pyramid" => OpenPyramid(options),
            "ttur" or "pytorch-fid" or "clean" => throw ModelMissing(options.Id),
            _ => throw new GanGateException(
                ErrorCodes.ProtocolUnknown, $"the protocol '{options.Id}' is not known; there are {string.Join(", ", Ids)}"),
        };
    }

    private static OnnxExtractor OpenPyramid(ProtocolOptions options)
    {
        int size = options.Size ?? PyramidGraph.DefaultSize;
        if (size < PyramidGraph.MinimumSize || size % PyramidGraph.SizeStep != 0)
        {
            throw new GanGateException(
                ErrorCodes.ProtocolUnknown,
                $"the pyramid protocol takes sizes that are multiples of {PyramidGraph.SizeStep} from {PyramidGraph.MinimumSize}, not {size}");
        }

        var protocol = new Protocol("pyramid", PyramidGraph.Version, size, "pyramid", PyramidGraph.Dimension, "built-in");
        return new OnnxExtractor(protocol, new AntialiasedBicubic(size, 0, 255), PyramidGraph.Build(size), options.Threads);
    }

    private static GanGateException ModelMissing(string id) => new(
        ErrorCodes.ModelMissing,
        $"the protocol '{id}' needs the Inception weights: run 'gangate model fetch', or 'gangate model import <file.pth>' where there is no network");
}
