using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace GanGate.Features;

/// <summary>Whether a network's inputs and outputs are those that the JSON beside it says.</summary>
internal static class ExtractorFit
{
    private const int Colours = 3;

    // A gigabyte of float32.
    private const long LargestBatch = 1L << 28;

    /// <summary>The same description with the names that may be left out, where there is one input and one output.</summary>
    public static CustomExtractorFile Named(InferenceSession session, CustomExtractorFile file) => file with
    {
        Input = file.Input ?? OnlyOne(session.InputMetadata),
        Output = file.Output ?? OnlyOne(session.OutputMetadata),
    };

    /// <summary>What does not fit; null where all that the model says of itself does.</summary>
    public static string? Misfit(InferenceSession session, CustomExtractorFile file) =>
        session.InputMetadata.Count == 0 ? "it takes no input"
        : file.Input is null ? $"it takes more than images: {TensorDescription.Of(session.InputMetadata)}"
        : !session.InputMetadata.TryGetValue(file.Input, out NodeMetadata? input)
            ? $"it has no input '{file.Input}', but {TensorDescription.Of(session.InputMetadata)}"
        : file.Output is null ? $"it has several outputs: set \"output\" to one of {TensorDescription.Of(session.OutputMetadata)}"
        : !session.OutputMetadata.TryGetValue(file.Output, out NodeMetadata? output)
            ? $"it has no output '{file.Output}', but {TensorDescription.Of(session.OutputMetadata)}"
        : session.InputMetadata.Count > 1 ? $"it takes more than images: {TensorDescription.Of(session.InputMetadata)}"
        : OfInput(input, file) ?? OfOutput(output, file);

    /// <summary>What is not said, or said too much, of the values of pixels; null where all is.</summary>
    public static string? Misfit(NetworkInput input, CustomExtractorFile file) =>
        file.Preprocessing is not null
            ? file.Mean is null && file.Std is null ? null : "\"preprocessing\" stands in place of \"mean\" and \"std\": leave these out"
        : input.Type == TensorElementType.UInt8
            ? file.Mean is null && file.Std is null
                ? null
                : $"its input '{input.Name}' takes uint8, which are pixels as they are: leave out \"mean\" and \"std\""
        : file.Mean is null || file.Std is null
            ? "\"mean\" and \"std\" are missing, or \"preprocessing\" with an ONNX file in their place (a mean of 0 and a std of 1 change nothing)"
        : null;

    private static string? OnlyOne(IReadOnlyDictionary<string, NodeMetadata> values) => values.Count == 1 ? values.Keys.Single() : null;

    private static string? OfOutput(NodeMetadata output, CustomExtractorFile file) =>
        output.IsTensor && TensorValues.NameOf(output.ElementDataType) is not null
            ? null
            : $"its output '{file.Output}' is {TensorDescription.Of(output)}, and features of float32, float16, float64 or uint8 are needed";

    private static string? OfInput(NodeMetadata input, CustomExtractorFile file)
    {
        string itsInput = $"its input '{file.Input}' ({TensorDescription.Of(input)})";
        if (!input.IsTensor) return $"{itsInput} is no tensor of images";
        if (TensorValues.NameOf(input.ElementDataType) is null)
        {
            return $"{itsInput} takes no pixels, which are given as float32, float16, float64 or uint8: export it with an input of one of these";
        }

        // The shape need not be known.
        int[] lengths = input.Dimensions;
        if (lengths.Length == 0) return null;
        if (lengths.Length != 4) return $"{itsInput} does not take images, which have four dimensions: batch, channels, height and width";
        bool planesFirst = file.Layout == TensorLayout.Nchw;
        (int channels, int ofOtherLayout) = planesFirst ? (lengths[1], lengths[3]) : (lengths[3], lengths[1]);
        (int height, int width) = planesFirst ? (lengths[2], lengths[3]) : (lengths[1], lengths[2]);
        return IsOther(channels, Colours) && ofOtherLayout == Colours
                ? $"{itsInput} is not {file.Layout.ToString().ToUpperInvariant()}: set \"layout\" to \"{(planesFirst ? "nhwc" : "nchw")}\""
            : IsOther(channels, Colours)
                ? $"{itsInput} takes {channels} {(channels == 1 ? "channel" : "channels")}, and images are given with three: red, green and blue"
            : IsOther(height, file.Size) || IsOther(width, file.Size)
                ? $"{itsInput} does not take images of {file.Size} x {file.Size}: set \"size\" to what it takes"
            : (long)lengths[0] * Colours * file.Size * file.Size > LargestBatch
                ? $"{itsInput} takes a batch of {lengths[0]} alone, which is more than a gigabyte: export it with a smaller one, or one of any size"
            : null;
    }

    private static bool IsOther(int length, int wanted) => length > 0 && length != wanted;
}
