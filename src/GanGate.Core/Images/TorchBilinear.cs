using System.Numerics;

namespace GanGate.Images;

/// <summary>
/// The resize of PyTorch as in pytorch-fid: x / 255, half-pixel centres. The position is computed in double from a float32 scale, and the
/// mixing is fused, as PyTorch's compiled kernel does it. Then 2 x - 1, unless another normalisation (of values in [0, 1]) is given.
/// </summary>
internal sealed class TorchBilinear(int size = 299, Normalization? normalization = null, Crop crop = Crop.Squash)
    : BilinearResize<TorchBilinear.Rule>(size, crop, normalization ?? Normalization.Same(1, 0.5f, 0.5f))
{
    internal readonly struct Rule : IBilinearRule
    {
        public static Vector<float> Level(Vector<float> samples) => samples / new Vector<float>(255f);

        public static (int Left, float Fraction) Locate(int index, int input, int output)
        {
            double position = Math.Max(0, ((double)((float)input / output) * (index + 0.5)) - 0.5);
            int left = (int)position;
            return (left, (float)(position - left));
        }

        public static Vector<float> Mix(Vector<float> left, Vector<float> right, Vector<float> fraction) =>
            Vector.FusedMultiplyAdd(left, Vector<float>.One - fraction, right * fraction);
    }
}
