using System.Text.Json.Serialization;
using GanGate.Images;

namespace GanGate.Features;

/// <summary>The JSON beside a user's own network: how images become its input.</summary>
internal sealed record CustomExtractorFile
{
    /// <summary>The input's name.</summary>
    public required string Input { get; init; }

    /// <summary>Planes first (NCHW) or interleaved (NHWC).</summary>
    public TensorLayout Layout { get; init; }

    /// <summary>Width and height of the input, in pixels.</summary>
    public required int Size { get; init; }

    /// <summary>How images are brought to that size.</summary>
    public required ResizeRule Resize { get; init; }

    /// <summary>Subtracted from R, G and B in [0, 1].</summary>
    public required float[] Mean { get; init; }

    /// <summary>What R, G and B are divided by after that.</summary>
    public required float[] Std { get; init; }

    /// <summary>The output's name: N x D features.</summary>
    public required string Output { get; init; }
}

/// <summary>Where the channels of an input are.</summary>
internal enum TensorLayout
{
    Nchw,
    Nhwc,
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(CustomExtractorFile))]
internal sealed partial class CustomExtractorJson : JsonSerializerContext;
