using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using GanGate.Generators;

namespace GanGate.Tool.Commands;

/// <summary>The options that say how an ONNX generator is sampled.</summary>
internal sealed class GeneratorOptionSet
{
    private readonly Option<int?> _count = Numbers.Positive("--num", "How many samples an ONNX generator makes.");

    private readonly Option<int?> _latentSize = Numbers.Positive("--z-size", "Latent numbers of a sample, where the model does not say.");

    private readonly Option<LatentDistribution?> _latent = Words.OneOf<LatentDistribution?>(
        "--latent", "What latent numbers are: normal or uniform (from -1 to 1); by default what the model says, normal where it does not.",
        ("normal", LatentDistribution.Normal), ("uniform", LatentDistribution.Uniform));

    private readonly Option<double?> _truncation = Numbers.NonNegative("--truncation", "The largest magnitude of a normal latent number.");

    private readonly Option<int[]?> _labels = new("--labels")
    {
        Description = "Class labels to draw from, each as often: uniform (all of them, the default), or a list such as 3,5.",
        HelpName = "labels",
        CustomParser = ParseLabels,
    };

    private readonly Option<int?> _labelCount = Numbers.Positive("--label-count", "How many classes there are, where the model does not say.");

    private readonly Option<string?> _inputs = new("--inputs")
    {
        Description = "What the model's inputs are given, where that is not clear: NAME=normal, uniform, labels or one-hot; several with commas.",
        HelpName = "name=kind",
    };

    private readonly Option<string?> _imageOutput = new("--image-output")
    {
        Description = "The model's output that holds the images, where several may.",
        HelpName = "name",
    };

    private readonly Option<PixelRange?> _range = Words.OneOf<PixelRange?>(
        "--range", "What the model's values from black to white are: -1..1, 0..1 or 0..255; found from the first samples by default.",
        ("-1..1", PixelRange.Symmetric), ("0..1", PixelRange.Unit), ("0..255", PixelRange.Bytes));

    private readonly Option<OutputLayout?> _layout = Words.OneOf<OutputLayout?>(
        "--layout", "The order of the output's dimensions: nchw or nhwc; found from their lengths by default.",
        ("nchw", OutputLayout.Nchw), ("nhwc", OutputLayout.Nhwc));

    private readonly Option<Quantization> _quantize = Words.OneOf(
        "--quantize", "How values become pixels: round (the default, as images are saved), truncate or none.",
        ("round", Quantization.Round), ("truncate", Quantization.Truncate), ("none", Quantization.None));

    private Option[] All => [_count, _latentSize, _latent, _truncation, _labels, _labelCount, _inputs, _imageOutput, _range, _layout, _quantize];

    public void AddTo(Command command) => Array.ForEach(All, command.Options.Add);

    /// <summary>The options as given; null when there are none.</summary>
    /// <exception cref="GanGateException">GG2001: there are some, but not --num.</exception>
    public GeneratorOptions? Read(ParseResult parsed, long seed)
    {
        Option[] given = [.. All.Where(option => parsed.GetResult(option) is { Implicit: false })];
        if (given.Length == 0) return null;
        int count = parsed.GetValue(_count)
            ?? throw new GanGateException(ErrorCodes.Usage, $"{given[0].Name} is for an ONNX generator: say how many samples to make with --num");
        return new GeneratorOptions(count)
        {
            Seed = seed,
            LatentSize = parsed.GetValue(_latentSize),
            Distribution = parsed.GetValue(_latent),
            Truncation = parsed.GetValue(_truncation),
            Labels = parsed.GetValue(_labels) is { Length: > 0 } labels ? labels : null,
            LabelCount = parsed.GetValue(_labelCount),
            Inputs = parsed.GetValue(_inputs),
            ImageOutput = parsed.GetValue(_imageOutput),
            Range = parsed.GetValue(_range),
            Layout = parsed.GetValue(_layout),
            Quantization = parsed.GetValue(_quantize),
        };
    }

    private static int[]? ParseLabels(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (text == "uniform") return null;
        List<int> labels = [];
        foreach (string part in text.Split(','))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int label))
            {
                result.AddError($"--labels is uniform or a list such as 3,5, not '{text}'");
                return null;
            }

            labels.Add(label);
        }

        return [.. labels];
    }
}
