namespace GanGate.Images;

/// <summary>Gaussian blur, one of the paper's disturbances (Heusel et al. 2017, Figure 3).</summary>
internal static class GaussianBlur
{
    // Where scipy's gaussian_filter cuts the kernel off.
    private const double Truncate = 4;

    /// <summary>Blurs each channel; the border is mirrored with the edge pixel repeated, as in scipy's gaussian_filter.</summary>
    /// <param name="image">Any size.</param>
    /// <param name="sigma">Standard deviation in pixels, above 0.</param>
    /// <returns>A new image, rounded to the nearest level.</returns>
    public static RgbImage Apply(RgbImage image, double sigma)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sigma);
        double[] blurred = Blur(Array.ConvertAll(image.Pixels, level => (double)level), image.Width, image.Height, sigma);
        return image with { Pixels = Array.ConvertAll(blurred, value => (byte)Math.Clamp(Math.Round(value), 0, 255)), Unrounded = null };
    }

    /// <summary>The same on H * W * 3 samples, without rounding.</summary>
    internal static double[] Blur(double[] samples, int width, int height, double sigma)
    {
        double[] kernel = Kernel(sigma);
        double[] alongRows = Convolve(samples, kernel, lines: height, length: width, lineStride: width * 3, step: 3);
        return Convolve(alongRows, kernel, lines: width, length: height, lineStride: 3, step: width * 3);
    }

    private static double[] Kernel(double sigma)
    {
        int radius = (int)(Truncate * sigma + 0.5);
        double[] kernel = [.. Enumerable.Range(-radius, 2 * radius + 1).Select(offset => Math.Exp(-0.5 * offset * offset / (sigma * sigma)))];
        double sum = kernel.Sum();
        return Array.ConvertAll(kernel, weight => weight / sum);
    }

    private static double[] Convolve(double[] source, double[] kernel, int lines, int length, int lineStride, int step)
    {
        double[] target = new double[source.Length];
        int radius = kernel.Length / 2;
        int[] mirrored = [.. Enumerable.Range(-radius, length + (2 * radius)).Select(position => Mirror(position, length) * step)];
        for (int line = 0; line < lines; line++)
        {
            for (int position = 0; position < length; position++)
            {
                for (int channel = 0; channel < 3; channel++)
                {
                    int start = line * lineStride + channel;
                    double sum = 0;
                    for (int tap = 0; tap < kernel.Length; tap++) sum += kernel[tap] * source[start + mirrored[position + tap]];
                    target[start + position * step] = sum;
                }
            }
        }

        return target;
    }

    // d c b a | a b c d | d c b a
    private static int Mirror(int position, int length)
    {
        int period = 2 * length;
        int folded = ((position % period) + period) % period;
        return folded < length ? folded : period - 1 - folded;
    }
}
