using System.Text.Json.Serialization;

namespace GanGate.Images;

/// <summary>The resizes there are, named after the programs they equal.</summary>
internal enum ResizeRule
{
    Clean,
    TensorFlow1,
    Torch,

    [JsonStringEnumMemberName("torch-antialias")]
    TorchAntialias,

    [JsonStringEnumMemberName("torch-antialias-bicubic")]
    TorchAntialiasBicubic,

    [JsonStringEnumMemberName("pillow")]
    Pillow,

    [JsonStringEnumMemberName("pillow-bilinear")]
    PillowBilinear,

    [JsonStringEnumMemberName("pillow-lanczos")]
    PillowLanczos,

    [JsonStringEnumMemberName("pillow-box")]
    PillowBox,
}
