using System.Numerics;
using System.Runtime.Intrinsics;

namespace GanGate.Images;

/// <summary>
/// The resize of Pillow on 8-bit images, bit for bit: weights of 22 bits behind the point, whole numbers from 0 to 255 after each of the
/// two passes. Whole numbers of this size are exact in double, so the sums are those of integers.
/// </summary>
internal sealed class PillowResize(int size, ResizeKernel kernel, Normalization normalization, Crop crop = Crop.Squash)
    : AntialiasedResize<PillowResize.Passes>(size, kernel, crop, normalization)
{
    private const double One = 1 << 22;

    internal readonly struct Passes : IResizePasses
    {
        public static double Weight(double weight) => Math.Truncate((weight * One) + (weight < 0 ? -0.5 : 0.5));

        public static Vector256<double> Across(Vector256<double> sums) => Vector256.Min(
            Vector256.Max(Vector256.Floor((sums + Vector256.Create(One / 2)) * Vector256.Create(1 / One)), Vector256<double>.Zero),
            Vector256.Create(255.0));

        public static Vector<float> Down(Vector<double> low, Vector<double> high) =>
            Vector.Min(Vector.Max(Vector.Narrow(Rounded(low), Rounded(high)), Vector<float>.Zero), new Vector<float>(255f));

        private static Vector<double> Rounded(Vector<double> sums) => Vector.Floor((sums + new Vector<double>(One / 2)) * new Vector<double>(1 / One));
    }
}
