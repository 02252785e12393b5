using GanGate.Features;
using GanGate.Settings;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace GanGate.Generators;

/// <summary>The output of a generator that holds its images.</summary>
/// <param name="Name">Its name in the model.</param>
/// <param name="Type">The type of its numbers.</param>
/// <param name="IsOneOfSeveral">Whether the model has others.</param>
internal sealed record GeneratorOutput(string Name, TensorElementType Type, bool IsOneOfSeveral)
{
    /// <summary>The type's name: float32, float64, float16 or uint8.</summary>
    public string Precision => TensorValues.NameOf(Type)!;

    /// <summary>Finds it.</summary>
    /// <param name="path">The model.</param>
    /// <param name="outputs">What it says of its outputs.</param>
    /// <param name="named">The name that a person gave; null for none.</param>
    /// <exception cref="GanGateException">GG2043: there is none of that name, several could be meant, or it holds no images.</exception>
    public static GeneratorOutput Find(string path, IReadOnlyDictionary<string, NodeMetadata> outputs, string? named)
    {
        string name = named ?? OnlyOne(path, outputs);
        if (!outputs.TryGetValue(name, out NodeMetadata? output))
        {
            throw GeneratorModel.Invalid(path, $"it has no output '{name}' ({Setting.ImageOutput}), but {TensorDescription.Of(outputs)}");
        }

        if (!output.IsTensor || TensorValues.NameOf(output.ElementDataType) is null)
        {
            throw GeneratorModel.Invalid(
                path,
                $"its output '{name}' is {TensorDescription.Of(output)}; one tensor of float32, float16, float64 or uint8 is needed, with all "
                + "images of a batch");
        }

        return new GeneratorOutput(name, output.ElementDataType, outputs.Count > 1);
    }

    private static string OnlyOne(string path, IReadOnlyDictionary<string, NodeMetadata> outputs)
    {
        if (outputs.Count == 1) return outputs.Keys.Single();
        string[] images = [.. outputs.Keys.Where(name => CanBeImages(outputs[name]))];
        return images.Length == 1
            ? images[0]
            : images.Length == 0
                ? throw GeneratorModel.Invalid(
                    path,
                    $"none of its outputs is of images (N x C x H x W or N x H x W x C, 3 channels or 1): {TensorDescription.Of(outputs)}; "
                    + $"where one is all the same, name it with {Setting.ImageOutput}")
                : throw GeneratorModel.Invalid(
                    path,
                    $"it has {images.Length} outputs that may be its images: "
                    + $"{TensorDescription.Of(outputs.Where(output => images.Contains(output.Key)))}; say which with {Setting.ImageOutput}");
    }

    private static bool CanBeImages(NodeMetadata output) =>
        output.IsTensor && TensorValues.NameOf(output.ElementDataType) is not null
        && output.Dimensions is [_, var planes, _, var last] && (CanBeChannels(planes) || CanBeChannels(last));

    private static bool CanBeChannels(int length) => length is 1 or 3 or < 0;
}
