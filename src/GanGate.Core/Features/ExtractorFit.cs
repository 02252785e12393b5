using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace GanGate.Features;

/// <summary>Whether a network's inputs and outputs are those that the JSON beside it says.</summary>
internal static class ExtractorFit
{
    private const int Colours = 3;

    /// <summary>What does not fit; null where all that the model says of itself does.</summary>
    public static string? Misfit(InferenceSession session, CustomExtractorFile file) =>
        !session.InputMetadata.TryGetValue(file.Input, out NodeMetadata? input)
            ? $"it has no input '{file.Input}', but {TensorDescription.Of(session.InputMetadata)}"
        : !session.OutputMetadata.TryGetValue(file.Output, out NodeMetadata? output)
            ? $"it has no output '{file.Output}', but {TensorDescription.Of(session.OutputMetadata)}"
        : session.InputMetadata.Count > 1 ? $"it takes more than images: {TensorDescription.Of(session.InputMetadata)}"
        : OfInput(input, file) ?? OfOutput(output, file);

    private static string? OfOutput(NodeMetadata output, CustomExtractorFile file) =>
        output.IsTensor && output.ElementDataType == TensorElementType.Float
            ? null
            : $"its output '{file.Output}' is {TensorDescription.Of(output)}, and N x D of float32 numbers are needed";

    private static string? OfInput(NodeMetadata input, CustomExtractorFile file)
    {
        string itsInput = $"its input '{file.Input}' ({TensorDescription.Of(input)})";
        if (!input.IsTensor) return $"{itsInput} is no tensor of images";
        if (input.ElementDataType != TensorElementType.Float)
        {
            return $"{itsInput} does not take float32 numbers, and images are given as those: export it with an input of float32, "
                + "whatever it computes in";
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
            : lengths[0] > 0
                ? $"{itsInput} takes a batch of {lengths[0]} alone: export it with a batch of any size, since the last images may be fewer"
            : null;
    }

    private static bool IsOther(int length, int wanted) => length > 0 && length != wanted;
}
