using GanGate.Models;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace GanGate.Features;

/// <summary>What a network can be taken for.</summary>
internal enum NetworkKind
{
    /// <summary>Images in, values of each out.</summary>
    Extractor,

    /// <summary>Numbers in, images out.</summary>
    Generator,

    /// <summary>Images in, images of the same size out.</summary>
    Preprocessing,

    /// <summary>None of these.</summary>
    Neither,
}

/// <summary>Tells them by the shapes of what goes in and what comes out.</summary>
internal static class NetworkKinds
{
    /// <summary>The kind of a network, and why it is taken for that.</summary>
    public static (NetworkKind Kind, string Why) Of(IReadOnlyList<OnnxValue> inputs, IReadOnlyList<OnnxValue> outputs) => (inputs, outputs) switch
    {
        ({ Count: 0 }, _) => (NetworkKind.Neither, "it takes no input"),
        (_, { Count: 0 }) => (NetworkKind.Neither, "it has no output"),
        ([OnnxValue input], _) when IsOfImages(input) => OfImages(input, outputs),
        ([OnnxValue input], _) when IsGray(input) =>
            (NetworkKind.Neither, $"its input {TensorDescription.Of([input])} has one channel, and images are given with three: red, green and blue"),
        _ when inputs.Any(IsOfImages) => (NetworkKind.Neither, $"it takes more than images: {TensorDescription.Of(inputs)}"),
        _ when outputs.Any(IsOfPictures) =>
            (NetworkKind.Generator, $"it makes images, {TensorDescription.Of(outputs.Where(IsOfPictures))}, of {TensorDescription.Of(inputs)}"),
        _ => (NetworkKind.Neither, $"its input {TensorDescription.Of(inputs)} is not of images, and neither is its output {TensorDescription.Of(outputs)}"),
    };

    /// <summary>Whether images of three channels can be meant: N x 3 x H x W, or N x H x W x 3, where lengths may be open.</summary>
    public static bool IsOfImages(OnnxValue value) =>
        IsOfNumbers(value) && value.Shape is [_, var first, var height, var last] && (CanBe(first, 3) || CanBe(last, 3)) && height != 1 && !IsGray(value);

    /// <summary>Whether images can come out: of three channels or of one, and of more than one position.</summary>
    public static bool IsOfPictures(OnnxValue value) => IsOfNumbers(value) && value.Shape is [_, var first, var middle, var last]
        && middle != 1 && ((first is 1 or 3 or -1 && last != 1) || (last is 1 or 3 or -1 && first != 1));

    private static (NetworkKind Kind, string Why) OfImages(OnnxValue input, IReadOnlyList<OnnxValue> outputs)
    {
        string its = $"its input {TensorDescription.Of([input])} is of images";
        if (outputs is [OnnxValue output] && IsOfPictures(output))
        {
            return input.Shape!.Zip(output.Shape!, (taken, given) => taken == given || taken < 0 || given < 0).All(same => same)
                ? (NetworkKind.Preprocessing, $"{its}, and so is its output {TensorDescription.Of([output])}, of the same size")
                : (NetworkKind.Neither, $"{its}, and it makes other images of them, {TensorDescription.Of([output])}");
        }

        return input.Shape is [_, var first, var middle, var last] && SidesOf(first, middle, last) is var (height, width) && height > 0 && width > 0 && height != width
            ? (NetworkKind.Neither, $"{its} of {height} x {width}, and images are brought to squares")
            : (NetworkKind.Extractor, $"{its}, and {(outputs.Count == 1 ? "its output" : "one of its outputs")} can be values of each, {TensorDescription.Of(outputs)}");
    }

    private static (long Height, long Width) SidesOf(long first, long middle, long last) => first == 3 || last != 3 ? (middle, last) : (first, middle);

    private static bool IsGray(OnnxValue value) =>
        IsOfNumbers(value) && value.Shape is [_, var first, > 1 or -1, var last] && ((first == 1 && last is not (1 or 3)) || (last == 1 && first is not (1 or 3)));

    private static bool IsOfNumbers(OnnxValue value) => TensorValues.NameOf((TensorElementType)value.Type) is not null;

    private static bool CanBe(long length, long wanted) => length == wanted || length < 0;
}
