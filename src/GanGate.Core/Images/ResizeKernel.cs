namespace GanGate.Images;

/// <summary>A kernel of a resize that widens when it shrinks, as Pillow has it.</summary>
/// <param name="Support">How far it reaches to each side, in pixels of the smaller image.</param>
/// <param name="Weight">Its value at a distance, in pixels of the smaller image.</param>
internal sealed record ResizeKernel(double Support, Func<double, double> Weight)
{
    /// <summary>Every pixel alike.</summary>
    public static ResizeKernel Box { get; } = new(0.5, x => x is > -0.5 and <= 0.5 ? 1 : 0);

    /// <summary>A triangle.</summary>
    public static ResizeKernel Bilinear { get; } = new(1, x => Math.Max(0, 1 - Math.Abs(x)));

    /// <summary>Keys' cubic convolution with a = -0.5.</summary>
    public static ResizeKernel Bicubic { get; } = new(2, Cubic);

    /// <summary>A sinc in the window of a wider one.</summary>
    public static ResizeKernel Lanczos { get; } = new(3, x => x is >= -3 and < 3 ? Sinc(x) * Sinc(x / 3) : 0);

    /// <summary>
    /// Whether distances are divided by how far the kernel is stretched, and not multiplied by the inverse as Pillow does; the difference is
    /// the last bit of a few values, which published statistics hold.
    /// </summary>
    public bool Divides { get; init; }

    /// <summary>The taps of some pixels of a resized side, with weights that sum to 1, computed in double.</summary>
    /// <param name="input">Pixels of the side.</param>
    /// <param name="output">Pixels of the resized side.</param>
    /// <param name="from">The first of the pixels.</param>
    /// <param name="count">How many.</param>
    /// <returns>Weights in rows of as many as the longest tap has, one for each pixel.</returns>
    public ResizeTaps<double> Taps(int input, int output, int from, int count)
    {
        double scale = (double)input / output, stretch = Math.Max(scale, 1);
        int[] first = new int[count], end = new int[count];
        for (int i = 0; i < count; i++)
        {
            double centre = (from + i + 0.5) * scale;
            first[i] = Math.Max((int)(centre - (Support * stretch) + 0.5), 0);
            end[i] = Math.Min((int)(centre + (Support * stretch) + 0.5), input);
        }

        int longest = first.Zip(end, (start, stop) => stop - start).Max();
        double[] weights = new double[count * longest];
        for (int i = 0; i < count; i++)
        {
            Span<double> row = weights.AsSpan(i * longest, end[i] - first[i]);
            for (int tap = 0; tap < row.Length; tap++)
            {
                double distance = first[i] + tap - ((from + i + 0.5) * scale) + 0.5;
                row[tap] = Weight(Divides ? distance / stretch : distance * (1 / stretch));
            }

            Normalize(row);
        }

        return new ResizeTaps<double>(first, end, longest, weights);
    }

    private static double Cubic(double x)
    {
        const double A = -0.5;
        x = Math.Abs(x);
        return x switch
        {
            < 1 => ((((A + 2) * x) - (A + 3)) * x * x) + 1,
            < 2 => (((((x - 5) * x) + 8) * x) - 4) * A,
            _ => 0,
        };
    }

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(x * Math.PI) / (x * Math.PI);

    private static void Normalize(Span<double> weights)
    {
        double sum = 0;
        foreach (double weight in weights) sum += weight;
        if (sum == 0) return;
        foreach (ref double weight in weights) weight /= sum;
    }
}
