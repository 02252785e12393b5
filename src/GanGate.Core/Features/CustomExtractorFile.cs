using System.Reflection;
using System.Text.Json.Serialization;
using GanGate.Images;

namespace GanGate.Features;

/// <summary>
/// The JSON beside a user's own network: how images become its input, and which of its values are features. Part of the fingerprint as it is
/// written here, so that new keys stand at the end and are left out where they say what was always so.
/// </summary>
internal sealed record CustomExtractorFile
{
    /// <summary>The input's name; may be left out where there is one.</summary>
    public string? Input { get; init; }

    /// <summary>Planes first (NCHW) or interleaved (NHWC).</summary>
    public TensorLayout Layout { get; init; }

    /// <summary>Width and height of the input, in pixels.</summary>
    public required int Size { get; init; }

    /// <summary>How images are brought to that size.</summary>
    public required ResizeRule Resize { get; init; }

    /// <summary>Subtracted from R, G and B in <see cref="Range"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public float[]? Mean { get; init; }

    /// <summary>What R, G and B are divided by after that.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public float[]? Std { get; init; }

    /// <summary>The output's name; may be left out where there is one.</summary>
    public string? Output { get; init; }

    /// <summary>The order in which the network takes the channels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ChannelOrder Channels { get; init; }

    /// <summary>The values of pixels before mean and standard deviation.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueRange Range { get; init; }

    /// <summary>What becomes of images that are not square.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Crop Crop { get; init; }

    /// <summary>
    /// A second ONNX file, in the folder of the network or below it, that makes its input of pixels, in place of mean and standard deviation.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Preprocessing { get; init; }

    /// <summary>How tokens or the positions of maps become one row of features.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FeaturePool? Pool { get; init; }

    /// <summary>Whether maps of features are D x H x W or H x W x D; as the input where it is left out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TensorLayout? OutputLayout { get; init; }

    /// <summary>What a key may say, in words: rgb or bgr.</summary>
    public static string ValuesOf(string key) => key switch
    {
        "resize" => NamesOf<ResizeRule>(),
        "crop" => NamesOf<Crop>(),
        "channels" => NamesOf<ChannelOrder>(),
        "range" => NamesOf<ValueRange>(),
        "pool" => NamesOf<FeaturePool>(),
        "layout" or "outputLayout" => NamesOf<TensorLayout>(),
        "size" => "a whole number",
        "mean" or "std" => "three numbers",
        _ => "a text",
    };

    private static string NamesOf<T>()
        where T : struct, Enum
    {
        string[] names = Array.ConvertAll(
            Enum.GetNames<T>(),
            name => typeof(T).GetField(name)!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? name.ToLowerInvariant());
        return $"{string.Join(", ", names[..^1])} or {names[^1]}";
    }
}

/// <summary>Where the channels are.</summary>
internal enum TensorLayout
{
    Nchw,
    Nhwc,
}

/// <summary>Which channel comes first.</summary>
internal enum ChannelOrder
{
    Rgb,
    Bgr,
}

/// <summary>The values of a black and of a white pixel.</summary>
internal enum ValueRange
{
    [JsonStringEnumMemberName("0..1")]
    ToOne,

    [JsonStringEnumMemberName("0..255")]
    To255,
}

/// <summary>Which of several rows of features an image is known by.</summary>
internal enum FeaturePool
{
    First,
    Mean,
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(CustomExtractorFile))]
internal sealed partial class CustomExtractorJson : JsonSerializerContext;
