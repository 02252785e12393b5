using GanGate.Features;
using GanGate.Settings;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace GanGate.Generators;

/// <summary>
/// What one input of a model can be, by its type, its shape and its name. Where there are two readings none is chosen: the error lists them
/// and the option that decides.
/// </summary>
/// <param name="path">The model.</param>
/// <param name="options">How it is sampled.</param>
internal sealed class InputReading(string path, GeneratorOptions options)
{
    private static readonly string[] LabelWords = ["label", "class", "onehot", "one_hot"];

    /// <summary>How one input is read where nobody said what it is.</summary>
    /// <returns>Latent for random numbers, which may be those of noise too.</returns>
    /// <exception cref="GanGateException">GG2043: it is no input of a generator, or has two readings.</exception>
    public InputKind Of(string name, NodeMetadata input)
    {
        int[] lengths = input.IsTensor ? input.Dimensions : [];
        if (lengths.Skip(1).Contains(0)) return InputKind.Nothing;
        return IsWhole(input) && lengths.Length > 0 ? OfWhole(name, input)
            : IsFloat(input) && lengths.Length >= 2 ? OfFloat(name, input)
            : throw Invalid(
                $"its input '{name}' ({TensorDescription.Of(input)}) is neither random numbers (floating-point, N x z) nor labels (integers, "
                + "or rows of N x K), and nothing else can be given");
    }

    /// <summary>Makes sure that an input can be given what a person said.</summary>
    /// <exception cref="GanGateException">GG2043: it cannot.</exception>
    public void Require(string name, NodeMetadata input, InputKind kind)
    {
        int[] lengths = input.IsTensor ? input.Dimensions : [];
        bool possible = kind switch
        {
            InputKind.Normal or InputKind.Uniform => IsFloat(input) && lengths.Length >= 2,
            InputKind.Labels => (IsWhole(input) || IsFloat(input)) && lengths.Length > 0 && lengths.Skip(1).All(length => length is 1 or < 0),
            _ => (IsWhole(input) || IsFloat(input)) && lengths.Length == 2,
        };
        if (!possible)
        {
            throw Invalid(
                $"its input '{name}' ({TensorDescription.Of(input)}) cannot be given what {Setting.Inputs} says: random numbers need floating-point "
                + $"numbers of N x z or more, labels one number each, one-hot rows N x K");
        }
    }

    /// <summary>Whether an input is for random numbers beside the latent vector, as StyleGAN's noise is.</summary>
    public static bool IsNoise(string name, NodeMetadata input) =>
        name.Contains("noise", StringComparison.OrdinalIgnoreCase) && !IsVector(input);

    /// <summary>Whether each sample is a row of numbers: N x z, or N x z x 1 x 1.</summary>
    public static bool IsVector(NodeMetadata input) => input.Dimensions.Skip(1).Count(length => length != 1) <= 1;

    // Class numbers, one for each sample; or rows of N x K.
    private InputKind OfWhole(string name, NodeMetadata input)
    {
        int[] lengths = input.Dimensions;
        if (lengths.Skip(1).All(length => length == 1)) return InputKind.Labels;
        if (lengths.Length == 2 && lengths[1] > 1 && (IsLabelName(name) || IsSaidToBeLabels)) return InputKind.OneHot;
        throw lengths.Length == 2
            ? Ask(name, input, "one-hot rows of labels, class numbers, or something else, such as words or steps", "one-hot", "labels")
            : Invalid(
                $"its input '{name}' ({TensorDescription.Of(input)}) is not of labels, which are N class numbers or N x K one-hot rows, and "
                + $"nothing else can be given for integers");
    }

    private InputKind OfFloat(string name, NodeMetadata input)
    {
        int[] lengths = input.Dimensions;
        if (lengths.Length != 2 || !IsLabelName(name)) return InputKind.Latent;
        if (name.Contains("emb", StringComparison.OrdinalIgnoreCase))
        {
            throw Ask(name, input, "one-hot rows of labels, or wants embeddings, which cannot be given", "one-hot");
        }

        if (lengths[1] == 1) throw Ask(name, input, "class numbers, or one continuous number of a sample", "labels", "uniform", "normal");
        bool code = name.Equals("c", StringComparison.OrdinalIgnoreCase) && !IsSaidToBeLabels;
        return code
            ? throw Ask(name, input, "one-hot rows of labels, or continuous codes", "one-hot", "uniform", "normal")
            : InputKind.OneHot;
    }

    /// <summary>The error that an input has several readings.</summary>
    public GanGateException Ask(string name, NodeMetadata input, string readings, params string[] kinds) => Invalid(
        $"its input '{name}' ({TensorDescription.Of(input)}) may be given {readings}: say which with "
        + $"{Setting.Inputs.At(string.Join(" or ", kinds.Select(kind => $"{name}={kind}")))}");

    private bool IsSaidToBeLabels => (options.Labels ?? (object?)options.LabelCount) is not null;

    private static bool IsLabelName(string name) =>
        LabelWords.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)) || name.ToLowerInvariant() is "y" or "c";

    private static bool IsWhole(NodeMetadata input) =>
        input.IsTensor && input.ElementDataType is TensorElementType.Int64 or TensorElementType.Int32;

    private static bool IsFloat(NodeMetadata input) =>
        input.IsTensor && input.ElementDataType is TensorElementType.Float or TensorElementType.Float16 or TensorElementType.Double;

    private GanGateException Invalid(Sentence reason) => GeneratorModel.Invalid(path, reason);
}
