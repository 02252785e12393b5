using GanGate.Settings;
using Microsoft.ML.OnnxRuntime;

namespace GanGate.Generators;

/// <summary>What a generator's inputs are: found from the model's description, and from what was said of it.</summary>
/// <param name="Latent">The name of the latent input.</param>
/// <param name="LatentShape">The shape of one latent vector in it: z, or z x 1 x 1.</param>
/// <param name="Label">The name of the label input; null for none.</param>
/// <param name="Labels">The labels to draw from; empty without a label input.</param>
/// <param name="OneHot">The width of a one-hot label; 0 where the label is a number.</param>
/// <param name="Batch">The number of samples that the model takes at once; null for any.</param>
internal sealed record GeneratorInputs(string Latent, long[] LatentShape, string? Label, IReadOnlyList<int> Labels, int OneHot, int? Batch)
{
    private const int LargestLatent = 1 << 20;
    private const int MostLabels = 1 << 20;
    private const int LargestBatch = 1 << 28;

    private static readonly string[] LabelNames = ["label", "class", "y", "c"];

    /// <summary>Numbers in a latent vector.</summary>
    public int LatentSize { get; } = (int)LatentShape.Aggregate(1L, (product, length) => product * length);

    /// <summary>Finds the inputs of a model.</summary>
    /// <exception cref="GanGateException">GG2043: they are not those of a generator, or something must be said.</exception>
    public static GeneratorInputs Find(string path, InferenceSession session, GeneratorOptions options)
    {
        IReadOnlyDictionary<string, NodeMetadata> inputs = session.InputMetadata;
        string[] labels = [.. inputs.Keys.Where(name => IsLabel(name, inputs[name]))];
        string[] latents = [.. inputs.Keys.Except(labels).Where(name => IsFloat(inputs[name]) && inputs[name].Dimensions.Length >= 2)];
        if (latents.Length != 1 || labels.Length > 1 || latents.Length + labels.Length < inputs.Count)
        {
            string found = string.Join(", ", inputs.Select(input => $"{input.Key} ({Describe(input.Value)})"));
            throw Invalid(
                path, $"it needs one latent input (floating-point, N x z) and at most one of labels (integers, or N x K), but has {found}");
        }

        string latent = latents[0];
        string? label = labels.FirstOrDefault();
        int oneHot = label is not null && IsFloat(inputs[label]) ? WidthOf(path, label, inputs[label], options) : 0;
        if (label is null && (options.Labels ?? (object?)options.LabelCount) is not null)
        {
            throw Invalid(path, $"it takes no labels, so {Setting.Labels} and {Setting.LabelCount} have no effect");
        }

        long[] shape = LatentShapeOf(path, latent, inputs[latent].Dimensions, options.LatentSize);
        return new GeneratorInputs(
            latent,
            shape,
            label,
            label is null ? [] : LabelsOf(path, label, oneHot, options),
            oneHot,
            BatchOf(path, inputs[latent].Dimensions[0], Math.Max(shape.Aggregate(1L, (all, length) => all * length), oneHot)));
    }

    private static int? BatchOf(string path, int batch, long numbers) => batch <= 0
        ? null
        : batch * numbers <= LargestBatch ? batch : throw Invalid(path, $"it wants {batch} samples at once, more than fit into memory");

    private static bool IsFloat(NodeMetadata input) => input.ElementType == typeof(float) || input.ElementType == typeof(Float16);

    private static bool IsLabel(string name, NodeMetadata input) =>
        (input.Dimensions.Length > 0 && (input.ElementType == typeof(long) || input.ElementType == typeof(int)))
        || (IsFloat(input) && input.Dimensions.Length == 2 && LabelNames.Any(label => label.Length > 1
            ? name.Contains(label, StringComparison.OrdinalIgnoreCase)
            : name.Equals(label, StringComparison.OrdinalIgnoreCase)));

    private static long[] LatentShapeOf(string path, string name, int[] dimensions, int? size)
    {
        long[] shape = [.. dimensions[1..].Select(length => (long)length)];
        int[] open = [.. Enumerable.Range(0, shape.Length).Where(i => shape[i] <= 0)];
        if (open.Length > 1) throw Invalid(path, $"its input '{name}' leaves more than the batch and the size open");
        if (open.Length == 1)
        {
            shape[open[0]] = size
                ?? throw Invalid(path, $"its input '{name}' does not say how many latent numbers it takes: say it with {Setting.ZSize}");
        }

        long product = shape.Aggregate(1L, (all, length) => Math.Min(all * length, long.MaxValue / int.MaxValue));
        if (product > LargestLatent) throw Invalid(path, $"its input '{name}' takes {product} numbers, which is no latent vector");
        return size is null || product == size
            ? shape
            : throw Invalid(path, $"its input '{name}' takes {product} latent numbers, {Setting.ZSize} says {size}");
    }

    private static int WidthOf(string path, string name, NodeMetadata input, GeneratorOptions options)
    {
        int width = input.Dimensions[1] > 0 ? input.Dimensions[1] : options.LabelCount ?? throw CountMissing(path, name);
        return options.LabelCount is null || options.LabelCount == width
            ? width
            : throw Invalid(path, $"its input '{name}' takes {width} classes, {Setting.LabelCount} says {options.LabelCount}");
    }

    private static IReadOnlyList<int> LabelsOf(string path, string name, int oneHot, GeneratorOptions options)
    {
        int? count = oneHot > 0 ? oneHot : options.LabelCount;
        if (count > MostLabels) throw Invalid(path, $"its input '{name}' takes {count} classes; at most {MostLabels} are supported");
        IReadOnlyList<int> labels = options.Labels ?? [.. Enumerable.Range(0, count ?? throw CountMissing(path, name))];
        return labels.Count > 0 && labels.All(label => label >= 0 && (count is null || label < count))
            ? labels
            : throw Invalid(path, $"the labels {string.Join(", ", labels)} are not all among its {count} classes, 0 to {count - 1}");
    }

    private static GanGateException CountMissing(string path, string name) => Invalid(
        path,
        $"its input '{name}' takes labels but does not say how many classes there are: say it with {Setting.LabelCount}, or list them with {Setting.Labels}");

    private static string Describe(NodeMetadata input) =>
        $"{input.ElementType.Name} {string.Join(" x ", input.Dimensions.Select(length => length > 0 ? $"{length}" : "?"))}";

    private static GanGateException Invalid(string path, Sentence reason) => GeneratorModel.Invalid(path, reason);
}
