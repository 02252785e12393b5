using System.Numerics;

namespace GanGate.Images;

/// <summary>
/// The resize of TensorFlow 1 as in TTUR and torch-fidelity: a source position is index * input / size, corners not aligned,
/// no half-pixel shift; then (x - 128) / 128. All in float32, without fused operations.
/// </summary>
internal sealed class TensorFlowBilinear(int size = 299) : BilinearResize<TensorFlowBilinear.Rule>(size)
{
    internal readonly struct Rule : IBilinearRule
    {
        public static Vector<float> Level(Vector<float> samples) => samples;

        public static (int Left, float Fraction) Locate(int index, int input, int size)
        {
            float position = index * ((float)input / size);
            int left = (int)position;
            return (left, position - left);
        }

        public static Vector<float> Mix(Vector<float> left, Vector<float> right, Vector<float> fraction) =>
            left + ((right - left) * fraction);

        public static Vector<float> Scale(Vector<float> value) => (value - new Vector<float>(128f)) / new Vector<float>(128f);
    }
}
