using System.Numerics;

namespace GanGate.Images;

/// <summary>
/// The resize of TensorFlow 1 as in TTUR and torch-fidelity: a source position is index * input / output, corners not aligned,
/// no half-pixel shift; all in float32, without fused operations. Then (x - 128) / 128, unless another normalisation is given.
/// </summary>
internal sealed class TensorFlowBilinear(int size = 299, Normalization? normalization = null, Crop crop = Crop.Squash)
    : BilinearResize<TensorFlowBilinear.Rule>(size, crop, normalization ?? Normalization.Inception)
{
    internal readonly struct Rule : IBilinearRule
    {
        public static Vector<float> Level(Vector<float> samples) => samples;

        public static (int Left, float Fraction) Locate(int index, int input, int output)
        {
            float position = index * ((float)input / output);
            int left = (int)position;
            return (left, position - left);
        }

        public static Vector<float> Mix(Vector<float> left, Vector<float> right, Vector<float> fraction) =>
            left + ((right - left) * fraction);
    }
}
