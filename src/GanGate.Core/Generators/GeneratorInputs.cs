using GanGate.Features;
using GanGate.Settings;
using Microsoft.ML.OnnxRuntime;

namespace GanGate.Generators;

/// <summary>What a generator's inputs are: found from the model's description, and from what was said of it.</summary>
/// <param name="All">The inputs in the model's order.</param>
/// <param name="Labels">The labels to draw from; empty without an input of labels.</param>
/// <param name="Batch">The number of samples that the model takes at once; null for any.</param>
internal sealed record GeneratorInputs(IReadOnlyList<GeneratorInput> All, IReadOnlyList<int> Labels, int? Batch)
{
    private const int LargestLatent = 1 << 20;
    private const int MostLabels = 1 << 20;
    private const int LargestBatch = 1 << 28;

    /// <summary>Those that are given random numbers, the latent vector first.</summary>
    public IReadOnlyList<GeneratorInput> Drawn { get; } = [.. All.Where(input => input.IsDrawn).OrderBy(input => !IsLatent(input))];

    /// <summary>The input of labels; null for none.</summary>
    public GeneratorInput? Label => All.FirstOrDefault(input => input.IsLabel);

    /// <summary>Numbers in a latent vector.</summary>
    public int LatentSize => Drawn[0].Size;

    /// <summary>Finds the inputs of a model.</summary>
    /// <param name="path">The model.</param>
    /// <param name="inputs">What it says of its inputs.</param>
    /// <param name="options">How it is sampled.</param>
    /// <param name="isNoise">Whether the model, or a person, says that its floating-point input is of random numbers.</param>
    /// <exception cref="GanGateException">GG2043: they are not those of a generator, or something must be said.</exception>
    public static GeneratorInputs Find(string path, IReadOnlyDictionary<string, NodeMetadata> inputs, GeneratorOptions options, bool isNoise)
    {
        Dictionary<string, InputKind> kinds = KindsOf(path, inputs, options, isNoise);
        GeneratorInputs found = new([.. inputs.Select(input => new GeneratorInput(
            input.Key,
            input.Value.ElementDataType,
            ShapeOf(path, input.Key, input.Value, kinds, options),
            kinds[input.Key]))], [], BatchOf(path, inputs));
        if (found.Label is null && (options.Labels ?? (object?)options.LabelCount) is not null)
        {
            throw Invalid(path, $"it takes no labels, so {Setting.Labels} and {Setting.LabelCount} have no effect");
        }

        long numbers = found.All.Max(input => (long)input.Size);
        return found.Batch * numbers > LargestBatch
            ? throw Invalid(path, $"it wants {found.Batch} samples at once, more than fit into memory")
            : found with { Labels = found.Label is { } label ? LabelsOf(path, label, options) : [] };
    }

    private static Dictionary<string, InputKind> KindsOf(
        string path, IReadOnlyDictionary<string, NodeMetadata> inputs, GeneratorOptions options, bool isNoise)
    {
        IReadOnlyDictionary<string, InputKind> said = StatedInputs.Parse(options.Inputs);
        if (said.Keys.FirstOrDefault(name => !inputs.ContainsKey(name)) is string unknown)
        {
            throw Invalid(path, $"it has no input '{unknown}' ({Setting.Inputs}), but {TensorDescription.Of(inputs)}");
        }

        InputReading reading = new(path, options);
        Dictionary<string, InputKind> kinds = [];
        foreach ((string name, NodeMetadata input) in inputs)
        {
            bool isSaid = said.TryGetValue(name, out InputKind kind);
            if (isSaid) reading.Require(name, input, kind);
            kinds.Add(name, isSaid ? kind : reading.Of(name, input));
        }

        if (kinds.Values.Count(kind => kind is InputKind.Labels or InputKind.OneHot) > 1)
        {
            throw Invalid(path, $"it takes labels more than once, and only one can be given: it has {TensorDescription.Of(inputs)}");
        }

        RequireOneLatent(path, inputs, kinds, reading, isNoise);
        return kinds;
    }

    // One input alone is the latent vector; what else is random is noise by its name, or was said.
    private static void RequireOneLatent(
        string path, IReadOnlyDictionary<string, NodeMetadata> inputs, Dictionary<string, InputKind> kinds, InputReading reading, bool isNoise)
    {
        string[] unsaid = [.. kinds.Keys.Where(name => kinds[name] == InputKind.Latent)];
        string[] noise = [.. unsaid.Where(name => InputReading.IsNoise(name, inputs[name]))];
        string[] others = [.. unsaid.Except(noise)];
        bool anyDrawn = unsaid.Length > 0 || kinds.Values.Any(kind => kind is InputKind.Normal or InputKind.Uniform);
        if (!anyDrawn)
        {
            throw Invalid(path, $"it needs a latent input (floating-point, N x z), but has {TensorDescription.Of(inputs)}");
        }

        if (others.FirstOrDefault(name => !InputReading.IsVector(inputs[name])) is string maps && !(isNoise && unsaid.Length == 1))
        {
            throw reading.Ask(maps, inputs[maps], "random numbers, or wants an image, which a generator here is not given", "normal", "uniform");
        }

        if (others.Length > 1)
        {
            throw Invalid(
                path,
                $"it has {others.Length} inputs that may be the latent vector: {TensorDescription.Of(inputs.Where(input => others.Contains(input.Key)))}; "
                + $"say what they are given, such as {Setting.Inputs.At(string.Join(',', others.Select(name => $"{name}=normal")))}");
        }

        foreach (string name in noise)
        {
            if (others.Length > 0 || noise.Length > 1) kinds[name] = InputKind.Normal;
        }
    }

    private static bool IsLatent(GeneratorInput input) => input.Kind == InputKind.Latent;

    private static int? BatchOf(string path, IReadOnlyDictionary<string, NodeMetadata> inputs)
    {
        int[] batches = [.. inputs.Values.Select(input => input.Dimensions[0]).Where(length => length > 0).Distinct()];
        return batches.Length switch
        {
            0 => null,
            1 => batches[0],
            _ => throw Invalid(path, $"its inputs take different numbers of samples at once: {TensorDescription.Of(inputs)}"),
        };
    }

    private static long[] ShapeOf(
        string path, string name, NodeMetadata input, Dictionary<string, InputKind> kinds, GeneratorOptions options)
    {
        long[] shape = [.. input.Dimensions.Skip(1).Select(length => (long)length)];
        InputKind kind = kinds[name];
        if (kind == InputKind.Nothing) return [.. shape.Select(length => Math.Max(length, 0))];
        if (kind == InputKind.Labels) return [.. shape.Select(_ => 1L)];
        if (kind == InputKind.OneHot) return [WidthOf(path, name, shape[0], options)];
        bool isFirst = kind == InputKind.Latent
            || (!kinds.ContainsValue(InputKind.Latent) && name == kinds.First(other => other.Value is InputKind.Normal or InputKind.Uniform).Key);
        return LatentShapeOf(path, name, shape, isFirst ? options.LatentSize : null);
    }

    private static long[] LatentShapeOf(string path, string name, long[] shape, int? size)
    {
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

    private static long WidthOf(string path, string name, long width, GeneratorOptions options)
    {
        if (width <= 0) width = options.LabelCount ?? throw CountMissing(path, name);
        return options.LabelCount is null || options.LabelCount == width
            ? width
            : throw Invalid(path, $"its input '{name}' takes {width} classes, {Setting.LabelCount} says {options.LabelCount}");
    }

    private static IReadOnlyList<int> LabelsOf(string path, GeneratorInput label, GeneratorOptions options)
    {
        int? count = label.Kind == InputKind.OneHot ? label.Size : options.LabelCount;
        if (count > MostLabels) throw Invalid(path, $"its input '{label.Name}' takes {count} classes; at most {MostLabels} are supported");
        IReadOnlyList<int> labels = options.Labels ?? [.. Enumerable.Range(0, count ?? throw CountMissing(path, label.Name))];
        return labels.Count > 0 && labels.All(number => number >= 0 && (count is null || number < count))
            ? labels
            : throw Invalid(path, $"the labels {string.Join(", ", labels)} are not all among its {count} classes, 0 to {count - 1}");
    }

    private static GanGateException CountMissing(string path, string name) => Invalid(
        path,
        $"its input '{name}' takes labels but does not say how many classes there are: say it with {Setting.LabelCount}, or list them with {Setting.Labels}");

    private static GanGateException Invalid(string path, Sentence reason) => GeneratorModel.Invalid(path, reason);
}
