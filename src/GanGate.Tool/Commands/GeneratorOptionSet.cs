using System.CommandLine;
using System.Globalization;
using GanGate.Generators;
using GanGate.Settings;

namespace GanGate.Tool.Commands;

/// <summary>The options that say how an ONNX generator is sampled.</summary>
internal sealed class GeneratorOptionSet
{
    private readonly Option<int?> _count = Setting.Num.ToCount();
    private readonly Option<int?> _latentSize = Setting.ZSize.ToCount();
    private readonly Option<LatentDistribution?> _latent =
        Setting.Latent.ToChoice<LatentDistribution?>(LatentDistribution.Normal, LatentDistribution.Uniform);

    private readonly Option<double?> _truncation = Setting.Truncation.ToNumber();
    private readonly Option<int[]?> _labels = Setting.Labels.ToParsed(ParseLabels, "is uniform or a list such as 3,5");
    private readonly Option<int?> _labelCount = Setting.LabelCount.ToCount();
    private readonly Option<string?> _inputs = Setting.Inputs.ToText();
    private readonly Option<string?> _imageOutput = Setting.ImageOutput.ToText();
    private readonly Option<PixelRange?> _range =
        Setting.Range.ToChoice<PixelRange?>(PixelRange.Symmetric, PixelRange.Unit, PixelRange.Bytes);

    private readonly Option<OutputLayout?> _layout = Setting.Layout.ToChoice<OutputLayout?>(OutputLayout.Nchw, OutputLayout.Nhwc);
    private readonly Option<Quantization> _quantize =
        Setting.Quantize.ToChoice(Quantization.Round, Quantization.Truncate, Quantization.None);

    /// <summary>All of them.</summary>
    public Option[] All => [_count, _latentSize, _latent, _truncation, _labels, _labelCount, _inputs, _imageOutput, _range, _layout, _quantize];

    /// <summary>The options as given; null when there are none.</summary>
    /// <exception cref="GanGateException">GG2001: there are some, but not the number of samples.</exception>
    public GeneratorOptions? Read(ParseResult parsed, long seed)
    {
        Option[] given = [.. All.Where(parsed.Has)];
        if (given.Length == 0) return null;
        int count = parsed.GetValue(_count) ?? throw new GanGateException(
            ErrorCodes.Usage, $"{given[0].SettingOf()} is for an ONNX generator: say how many samples to make with {Setting.Num}");
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

    // None stand for all.
    private static int[]? ParseLabels(string text)
    {
        if (text == Setting.Labels.Default) return [];

        int[] labels = [.. text.Split(',').Select(part =>
            int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int label) ? label : -1)];
        return labels.Contains(-1) ? null : labels;
    }
}
