using System.Numerics;
using System.Runtime.Intrinsics;

namespace GanGate.Images;

/// <summary>
/// Bicubic resize (a = -0.5) whose kernel widens when it shrinks, as in clean-fid (mode clean) and dgm-eval (--clean_resize), which is
/// Pillow's on float images: sums in double, each pass stored as float32, clipped to [0, 255] and not rounded.
/// </summary>
internal sealed class AntialiasedBicubic : AntialiasedResize<AntialiasedBicubic.Passes>
{
    /// <summary>That of clean-fid: (x - offset) / divisor follows, and the last bit of a few values is not Pillow's.</summary>
    /// <param name="size">Width and height of the output, in pixels.</param>
    /// <param name="offset">128 for the Inception network, 0 for the pyramid.</param>
    /// <param name="divisor">128 for the Inception network, 255 for the pyramid.</param>
    public AntialiasedBicubic(int size, float offset, float divisor)
        : base(size, ResizeKernel.Bicubic with { Divides = true }, Crop.Squash, Normalization.Same(1, offset, divisor))
    {
    }

    /// <summary>That of Pillow, bit for bit.</summary>
    public AntialiasedBicubic(int size, Normalization normalization, Crop crop = Crop.Squash)
        : base(size, ResizeKernel.Bicubic, crop, normalization)
    {
    }

    internal readonly struct Passes : IResizePasses
    {
        public static double Weight(double weight) => weight;

        public static Vector256<double> Across(Vector256<double> sums) => sums;

        public static Vector<float> Down(Vector<double> low, Vector<double> high) =>
            Vector.Min(Vector.Max(Vector.Narrow(low, high), Vector<float>.Zero), new Vector<float>(255f));
    }
}
