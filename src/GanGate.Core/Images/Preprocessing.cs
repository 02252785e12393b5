namespace GanGate.Images;

/// <summary>Turns an image of any size into a network's input; part of a protocol's identity.</summary>
public abstract class Preprocessing
{
    /// <summary>Width and height of the network's input, in pixels.</summary>
    public abstract int Size { get; }

    /// <summary>Resizes and scales one image; called by several threads at once.</summary>
    /// <param name="image">Any size from 1 x 1.</param>
    /// <param name="planes">Receives 3 x Size x Size values, planes R, G, B.</param>
    public abstract void Apply(RgbImage image, Span<float> planes);

    /// <summary>A resize by name.</summary>
    /// <param name="rule">Its values are in [0, 255] but for <see cref="ResizeRule.Torch"/>, whose are in [0, 1].</param>
    /// <param name="size">Width and height of the output, in pixels.</param>
    /// <param name="normalization">What resized values go through.</param>
    /// <param name="crop">What becomes of images that are not square.</param>
    internal static Preprocessing Of(ResizeRule rule, int size, Normalization normalization, Crop crop = Crop.Squash) => rule switch
    {
        ResizeRule.TensorFlow1 => new TensorFlowBilinear(size, normalization, crop),
        ResizeRule.Torch => new TorchBilinear(size, normalization, crop),
        ResizeRule.TorchAntialias => new TorchAntialiased(size, bicubic: false, normalization, crop),
        ResizeRule.TorchAntialiasBicubic => new TorchAntialiased(size, bicubic: true, normalization, crop),
        ResizeRule.Pillow => new PillowResize(size, ResizeKernel.Bicubic, normalization, crop),
        ResizeRule.PillowBilinear => new PillowResize(size, ResizeKernel.Bilinear, normalization, crop),
        ResizeRule.PillowLanczos => new PillowResize(size, ResizeKernel.Lanczos, normalization, crop),
        ResizeRule.PillowBox => new PillowResize(size, ResizeKernel.Box, normalization, crop),
        _ => new AntialiasedBicubic(size, normalization, crop),
    };
}
