using GanGate.Images;
using GanGate.Settings;

namespace GanGate.Generators;

/// <summary>What a generator's values are, and how they become pixels.</summary>
/// <param name="Layout">The order of the output's dimensions.</param>
/// <param name="Range">The values that stand for black and white.</param>
/// <param name="Quantization">How values become pixels.</param>
internal sealed record OutputFormat(OutputLayout Layout, PixelRange Range, Quantization Quantization)
{
    private const int Gray = 1;
    private const int Colour = 3;

    // How far beyond -1..1 or 0..255 a network's last layer strays where nothing clips it.
    private const float Slack = 0.5f;

    // How far beyond 0..1, of samples that reach at least half of it.
    private const float SlackOfUnit = 0.05f;
    private const float LeastWhiteOfUnit = 0.5f;

    private const float SmallestWhiteOfBytes = 8;

    /// <summary>Finds the order of dimensions.</summary>
    /// <exception cref="GanGateException">GG2043: the output is not one of images, or both orders are possible.</exception>
    public static OutputLayout LayoutOf(string path, long[] shape, OutputLayout? declared)
    {
        bool images = shape.Length == 4 && shape.All(length => length > 0);
        bool nchw = images && shape[1] is Gray or Colour, nhwc = images && shape[3] is Gray or Colour;
        string text = string.Join(" x ", shape);
        return declared switch
        {
            OutputLayout.Nchw when nchw => OutputLayout.Nchw,
            OutputLayout.Nhwc when nhwc => OutputLayout.Nhwc,
            not null => throw Invalid(path, $"its output of {text} is not {declared.Value.ToString().ToUpperInvariant()} with 3 channels or 1"),
            _ when nchw && nhwc => throw Invalid(path, $"its output of {text} may be NCHW or NHWC: say which with {Setting.Layout}"),
            _ when nchw => OutputLayout.Nchw,
            _ when nhwc => OutputLayout.Nhwc,
            _ => throw Invalid(path, $"its output is {text}; N x C x H x W or N x H x W x C with 3 channels or 1 is needed"),
        };
    }

    /// <summary>
    /// Finds the range from the values of the first samples: 0..1 of values that keep to it, -1..1 of values that reach at least half as far
    /// below 0 as above it, 0..1 of others that stray from it by at most 0.05, and 0..255.
    /// </summary>
    /// <param name="path">The model.</param>
    /// <param name="lowest">The least of the values.</param>
    /// <param name="highest">The largest.</param>
    /// <exception cref="GanGateException">GG2043: they fit no range, or several.</exception>
    public static PixelRange RangeOf(string path, float lowest, float highest)
    {
        if (lowest >= 0 && highest <= 1) return PixelRange.Unit;
        bool nearOne = lowest >= -1 - Slack && highest <= 1 + Slack;
        if (nearOne && lowest <= -highest / 2) return PixelRange.Symmetric;
        if (lowest >= -SlackOfUnit && highest is >= LeastWhiteOfUnit and <= 1 + SlackOfUnit) return PixelRange.Unit;
        if (lowest >= -Slack && highest is >= SmallestWhiteOfBytes and <= 255 + Slack) return PixelRange.Bytes;
        string readings = nearOne ? "may be 0..1 or -1..1" : "fit no range well";
        throw Invalid(
            path,
            $"its first samples have values from {lowest:G4} to {highest:G4}, which {readings}, so their range is not clear: "
            + $"say it with {Setting.Range.At("-1..1, 0..1 or 0..255")}");
    }

    /// <summary>Makes an image of one sample's values.</summary>
    /// <param name="name">The image's name.</param>
    /// <param name="values">C x H x W or H x W x C values, all finite.</param>
    /// <param name="shape">The output's shape, with the batch.</param>
    public RgbImage ImageOf(string name, ReadOnlySpan<float> values, long[] shape)
    {
        (int channels, int height, int width) = Layout == OutputLayout.Nchw
            ? ((int)shape[1], (int)shape[2], (int)shape[3])
            : ((int)shape[3], (int)shape[1], (int)shape[2]);
        int area = height * width;
        byte[] pixels = new byte[area * Colour];
        float[]? unrounded = Quantization == Quantization.None ? new float[pixels.Length] : null;
        float half = Quantization == Quantization.Truncate ? 0f : 0.5f;
        for (int i = 0; i < pixels.Length; i++)
        {
            int channel = channels == Gray ? 0 : i % Colour, place = i / Colour;
            float level = Level(values[Layout == OutputLayout.Nchw ? (channel * area) + place : (place * channels) + channel]);
            pixels[i] = (byte)Math.Clamp(level + half, 0f, 255f);
            if (unrounded is not null) unrounded[i] = Math.Clamp(level, 0f, 255f);
        }

        return new RgbImage(name, width, height, pixels) { Unrounded = unrounded };
    }

    /// <summary>Whether values lie beyond the range, and are cut off.</summary>
    public bool IsBeyond(float lowest, float highest) => Level(lowest) < 0 || Level(highest) > 255;

    private float Level(float value) => Range switch
    {
        PixelRange.Symmetric => (value + 1f) / 2f * 255f,
        PixelRange.Unit => value * 255f,
        _ => value,
    };

    private static GanGateException Invalid(string path, Sentence reason) => GeneratorModel.Invalid(path, reason);
}
