namespace GanGate.Tests.Models;

/// <summary>The formulas of the embedded extractor, one after another in float64 and plain loops.</summary>
internal static class PyramidReference
{
    private const int Size7 = 7;

    /// <summary>212 features of one image: 3 x side x side values in [0, 1].</summary>
    public static double[] Features(ReadOnlySpan<float> rgb, int side)
    {
        double[][,] planes = Colours(rgb, side);
        var features = new List<double>();
        foreach (double[,] plane in planes)
        {
            for (int cell = 0; cell < 4; cell++) features.Add(8 * CellMean(plane, cell / 2, cell % 2));
        }

        for (int k = 0; k < 8; k++) features.Add(8 * Mean(planes[0], luma => Math.Max(0, 1 - Math.Abs((7 * luma) - k))));

        var lumaModuli = new double[4][][,];
        foreach (double[,] plane in planes)
        {
            double[,] level = plane;
            for (int j = 0; j < 4; j++, level = Halve(level))
            {
                double[][,] moduli = [.. Enumerable.Range(0, 8).Select(l => Modulus(level, l))];
                features.AddRange(moduli.Select(modulus => Compress(Mean(modulus, x => x))));
                if (plane == planes[0]) lumaModuli[j] = [moduli[0], moduli[2], moduli[4], moduli[6]];
            }
        }

        for (int coarse = 1; coarse < 4; coarse++)
        {
            for (int fine = 0; fine < coarse; fine++)
            {
                foreach (double[,] map in lumaModuli[fine])
                {
                    double[,] lowered = map;
                    for (int step = fine; step < coarse; step++) lowered = Halve(lowered);
                    features.AddRange(lumaModuli[coarse].Select(other => Compress(Math.Sqrt(Math.Max(0, MeanProduct(lowered, other))))));
                }
            }
        }

        return [.. features];
    }

    private static double[][,] Colours(ReadOnlySpan<float> rgb, int side)
    {
        double[][] rows = [[.299, .587, .114], [-.168736, -.331264, .5], [.5, -.418688, -.081312]];
        double[][,] planes = [new double[side, side], new double[side, side], new double[side, side]];
        for (int i = 0; i < side * side; i++)
        {
            for (int c = 0; c < 3; c++)
            {
                planes[c][i / side, i % side] =
                    (rows[c][0] * rgb[i]) + (rows[c][1] * rgb[i + (side * side)]) + (rows[c][2] * rgb[i + (2 * side * side)]);
            }
        }

        return planes;
    }

    private static double[,] Modulus(double[,] level, int l)
    {
        var re = new double[Size7, Size7];
        var im = new double[Size7, Size7];
        var g = new double[Size7, Size7];
        double theta = Math.PI * l / 8, xi = 3 * Math.PI / 4, weighted = 0, total = 0, energy = 0;
        for (int b = -3; b <= 3; b++)
        {
            for (int a = -3; a <= 3; a++)
            {
                double u = (a * Math.Cos(theta)) + (b * Math.Sin(theta)), v = (-a * Math.Sin(theta)) + (b * Math.Cos(theta));
                double envelope = Math.Exp(-((u * u) + (.25 * v * v)) / (2 * .8 * .8));
                g[b + 3, a + 3] = envelope;
                re[b + 3, a + 3] = Math.Cos(xi * u);
                im[b + 3, a + 3] = envelope * Math.Sin(xi * u);
                weighted += envelope * Math.Cos(xi * u);
                total += envelope;
            }
        }

        for (int i = 0; i < 49; i++)
        {
            re[i / 7, i % 7] = g[i / 7, i % 7] * (re[i / 7, i % 7] - (weighted / total));
            energy += Math.Pow(re[i / 7, i % 7], 2) + Math.Pow(im[i / 7, i % 7], 2);
        }

        double norm = Math.Sqrt(energy);
        double[,] real = Correlate(level, re, 1), imaginary = Correlate(level, im, 1);
        return Map(real, (y, x) => Math.Sqrt((Math.Pow(real[y, x] / norm, 2)) + Math.Pow(imaginary[y, x] / norm, 2) + 1e-12));
    }

    private static double[,] Halve(double[,] map)
    {
        double[] row = [1, 4, 6, 4, 1];
        var kernel = new double[5, 5];
        for (int i = 0; i < 25; i++) kernel[i / 5, i % 5] = row[i / 5] * row[i % 5] / 256;
        return Correlate(map, kernel, 2);
    }

    private static double[,] Correlate(double[,] map, double[,] kernel, int stride)
    {
        int radius = kernel.GetLength(0) / 2, side = map.GetLength(0);
        return Map(new double[side / stride, side / stride], (y, x) =>
        {
            double sum = 0;
            for (int b = -radius; b <= radius; b++)
            {
                for (int a = -radius; a <= radius; a++)
                {
                    sum += kernel[b + radius, a + radius] * map[Mirror((y * stride) + b, side), Mirror((x * stride) + a, side)];
                }
            }

            return sum;
        });
    }

    private static double[,] Map(double[,] shape, Func<int, int, double> value)
    {
        var result = new double[shape.GetLength(0), shape.GetLength(1)];
        for (int y = 0; y < result.GetLength(0); y++)
        {
            for (int x = 0; x < result.GetLength(1); x++) result[y, x] = value(y, x);
        }

        return result;
    }

    private static int Mirror(int i, int length) => i < 0 ? -i : i >= length ? (2 * length) - 2 - i : i;

    private static double Compress(double z) => Math.Log(1 + (z / .02));

    private static double Mean(double[,] map, Func<double, double> value) => map.Cast<double>().Average(value);

    private static double MeanProduct(double[,] a, double[,] b) => a.Cast<double>().Zip(b.Cast<double>(), (x, y) => x * y).Average();

    private static double CellMean(double[,] plane, int row, int column)
    {
        int half = plane.GetLength(0) / 2;
        double sum = 0;
        for (int i = 0; i < half * half; i++) sum += plane[(row * half) + (i / half), (column * half) + (i % half)];
        return sum / (half * half);
    }
}
