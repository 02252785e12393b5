using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GanGate.Images;

/// <summary>What resized values go through: (x / Divisor - Mean) / Std, in float32 and in this order.</summary>
/// <param name="Divisor">What all values are divided by first; 1 for nothing.</param>
/// <param name="Mean">Three numbers, for R, G and B.</param>
/// <param name="Std">Three numbers, for R, G and B.</param>
/// <param name="BlueFirst">Whether the planes are B, G, R.</param>
internal sealed record Normalization(float Divisor, float[] Mean, float[] Std, bool BlueFirst = false)
{
    private const int White = 255;

    private static readonly double[] ImageNetMean = [0.485, 0.456, 0.406];
    private static readonly double[] ImageNetStd = [0.229, 0.224, 0.225];

    /// <summary>(x - 128) / 128: the Inception network's.</summary>
    public static Normalization Inception { get; } = Same(1, 128, 128);

    /// <summary>ImageNet's mean and standard deviation, of values in [0, 1].</summary>
    public static Normalization ImageNet { get; } = new(White, Rounded(ImageNetMean, 1), Rounded(ImageNetStd, 1));

    /// <summary>The same of values in [0, 255], where the constants are multiplied: other roundings.</summary>
    public static Normalization ImageNetLevels { get; } = new(1, Rounded(ImageNetMean, White), Rounded(ImageNetStd, White));

    /// <summary>OpenAI's mean and standard deviation for CLIP, of values in [0, 1].</summary>
    public static Normalization OpenAi { get; } =
        new(White, [0.48145466f, 0.4578275f, 0.40821073f], [0.26862954f, 0.26130258f, 0.27577711f]);

    /// <summary>The same numbers for all three channels.</summary>
    public static Normalization Same(float divisor, float mean, float std) => new(divisor, [mean, mean, mean], [std, std, std]);

    /// <summary>The plane that a channel of R, G, B goes to.</summary>
    public int PlaneOf(int channel) => BlueFirst ? 2 - channel : channel;

    /// <summary>Normalises values of one channel in place.</summary>
    /// <param name="values">Whole vectors.</param>
    /// <param name="channel">0 for R, 1 for G, 2 for B.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(Span<float> values, int channel)
    {
        Span<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        Vector<float> mean = new(Mean[channel]), std = new(Std[channel]);
        if (Divisor == 1)
        {
            foreach (ref Vector<float> vector in vectors) vector = (vector - mean) / std;
            return;
        }

        Vector<float> divisor = new(Divisor);
        foreach (ref Vector<float> vector in vectors) vector = ((vector / divisor) - mean) / std;
    }

    private static float[] Rounded(double[] values, int factor) => Array.ConvertAll(values, value => (float)(factor * value));
}
