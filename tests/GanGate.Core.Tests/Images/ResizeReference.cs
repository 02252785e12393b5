using GanGate.Images;

namespace GanGate.Tests.Images;

/// <summary>Resizes written once more, one value at a time: whole numbers for Pillow's 8 bits, double for the rest.</summary>
internal static class ResizeReference
{
    /// <summary>How far a kernel reaches, and its value.</summary>
    public static (double Reach, Func<double, double> Value) KernelOf(ResizeRule rule) => rule switch
    {
        ResizeRule.PillowBox => (0.5, x => -0.5 < x && x <= 0.5 ? 1 : 0),
        ResizeRule.PillowBilinear or ResizeRule.TorchAntialias => (1, x => Math.Abs(x) < 1 ? 1 - Math.Abs(x) : 0),
        ResizeRule.PillowLanczos => (3, x => Math.Abs(x) >= 3 ? 0 : x == 0 ? 1 : 3 * Math.Sin(Math.PI * x) * Math.Sin(Math.PI * x / 3) / (Math.PI * Math.PI * x * x)),
        _ => (2, x => Keys(Math.Abs(x))),
    };

    /// <summary>Pillow's 8 bits: one channel of an image, rows first.</summary>
    public static byte[,] Bytes(byte[,] image, int width, int height, ResizeRule rule)
    {
        byte[,] narrow = Transposed(Columns(Transposed(image), width, rule));
        return Columns(narrow, height, rule);
    }

    /// <summary>One line in double: the kernel's sum, with weights that sum to 1.</summary>
    public static double Sum(double[] values, int index, int size, ResizeRule rule)
    {
        (int from, double[] weights) = Weights(values.Length, size, index, rule);
        return weights.Select((weight, tap) => weight * values[from + tap]).Sum();
    }

    private static byte[,] Columns(byte[,] image, int height, ResizeRule rule)
    {
        if (image.GetLength(0) == height) return image;
        byte[,] resized = new byte[height, image.GetLength(1)];
        for (int y = 0; y < height; y++)
        {
            (int from, double[] weights) = Weights(image.GetLength(0), height, y, rule);
            long[] whole = [.. weights.Select(weight => (long)Math.Round(weight * (1 << 22), MidpointRounding.AwayFromZero))];
            for (int x = 0; x < image.GetLength(1); x++)
            {
                long sum = 1 << 21;
                for (int tap = 0; tap < whole.Length; tap++) sum += whole[tap] * image[from + tap, x];
                resized[y, x] = (byte)Math.Clamp(sum >> 22, 0, 255);
            }
        }

        return resized;
    }

    private static (int From, double[] Weights) Weights(int input, int output, int index, ResizeRule rule)
    {
        (double reach, Func<double, double> value) = KernelOf(rule);
        double scale = input / (double)output, stretch = scale < 1 ? 1 : scale, middle = scale * (index + 0.5);
        int from = (int)Math.Max(0, Math.Floor(middle - (reach * stretch) + 0.5)), to = (int)Math.Min(input, Math.Floor(middle + (reach * stretch) + 0.5));
        double[] weights = [.. Enumerable.Range(from, to - from).Select(tap => value((tap - middle + 0.5) * (1 / stretch)))];
        double sum = weights.Sum();
        return (from, [.. weights.Select(weight => weight / sum)]);
    }

    private static byte[,] Transposed(byte[,] image)
    {
        byte[,] turned = new byte[image.GetLength(1), image.GetLength(0)];
        for (int y = 0; y < image.GetLength(0); y++)
        {
            for (int x = 0; x < image.GetLength(1); x++) turned[x, y] = image[y, x];
        }

        return turned;
    }

    private static double Keys(double x) => x < 1 ? (1.5 * x * x * x) - (2.5 * x * x) + 1 : x < 2 ? (-0.5 * x * x * x) + (2.5 * x * x) - (4 * x) + 2 : 0;
}
