using System.Globalization;
using System.Numerics.Tensors;

namespace GanGate.Statistics;

/// <summary>What must hold for statistics before they are compared or written.</summary>
internal static class StatisticsCheck
{
    // Of the largest value: a few thousand roundings of float32.
    private const double AllowedAsymmetry = 1e-6;
    private const int Tile = 32;

    /// <summary>Checks values, symmetry, variances, count and meta; an asymmetry within rounding is averaged away in place.</summary>
    /// <param name="path">The file, for the message.</param>
    /// <param name="statistics">What to check.</param>
    /// <exception cref="GanGateException">They are not valid (GG2006) or not finite (GG2011).</exception>
    public static void Check(string path, FeatureStatistics statistics)
    {
        if (statistics.Count < 2)
        {
            throw Invalid(path, $"says n = {Text(statistics.Count.Value)}; a covariance needs at least 2 images");
        }

        if (statistics.Meta is StatisticsMeta meta && meta.Dimension != statistics.Dimension)
        {
            throw Invalid(path, $"says in meta that it has {Text(meta.Dimension)} dimensions, but mu has {Text(statistics.Dimension)}");
        }

        CheckFinite(path, "mu", statistics.Mu);
        double largest = CheckFinite(path, "sigma", statistics.Sigma);
        CheckVariances(path, statistics);
        Symmetrise(path, statistics.Sigma, statistics.Dimension, AllowedAsymmetry * largest);
    }

    /// <summary>The error that a file is not valid.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reason">What is wrong, as the rest of a sentence about the file.</param>
    /// <param name="inner">What led to it.</param>
    public static GanGateException Invalid(string path, string reason, Exception? inner = null)
        => new(ErrorCodes.StatisticsInvalid, $"'{path}' {reason}", inner);

    private static double CheckFinite(string path, string name, double[] values)
    {
        double largest = Math.Abs(TensorPrimitives.MaxMagnitude<double>(values));
        if (!double.IsFinite(largest))
        {
            int index = Array.FindIndex(values, value => !double.IsFinite(value));
            throw new GanGateException(
                ErrorCodes.NotFinite,
                $"'{path}' holds {Text(values[index])} in {name}, element {Text(index)}; only finite values can be compared");
        }

        return largest;
    }

    private static void CheckVariances(string path, FeatureStatistics statistics)
    {
        for (int i = 0; i < statistics.Dimension; i++)
        {
            double variance = statistics.Sigma[((long)i * statistics.Dimension) + i];
            if (variance < 0)
            {
                string place = $"sigma[{Text(i)}, {Text(i)}]";
                throw Invalid(path, $"has the negative variance {Text(variance)} at {place}; no set of images gives that");
            }
        }
    }

    // In tiles, since one of the two elements compared lies in another row.
    private static void Symmetrise(string path, double[] sigma, int dimension, double allowed)
    {
        for (int row = 0; row < dimension; row += Tile)
        {
            for (int column = 0; column <= row; column += Tile)
            {
                SymmetriseTile(path, sigma, dimension, row, column, allowed);
            }
        }
    }

    private static void SymmetriseTile(string path, double[] sigma, int dimension, int row, int column, double allowed)
    {
        for (int i = row; i < Math.Min(row + Tile, dimension); i++)
        {
            for (int j = column; j < Math.Min(column + Tile, i); j++)
            {
                ref double lower = ref sigma[(i * (long)dimension) + j];
                ref double upper = ref sigma[(j * (long)dimension) + i];
                if (Math.Abs(lower - upper) > allowed)
                {
                    string message = $"[{Text(i)}, {Text(j)}] is {Text(lower)}, [{Text(j)}, {Text(i)}] is {Text(upper)}";
                    throw Invalid(path, $"has a sigma that is not symmetric: {message}");
                }

                // Equal values keep every bit, down to the smallest there are.
                if (lower != upper) lower = upper = (0.5 * lower) + (0.5 * upper);
                CheckCovariance(path, lower, i, sigma[(i * (long)dimension) + i], j, sigma[(j * (long)dimension) + j], allowed);
            }
        }
    }

    // Cauchy and Schwarz: |s_ij|^2 <= s_ii s_jj.
    private static void CheckCovariance(string path, double covariance, int i, double first, int j, double second, double allowed)
    {
        if (Math.Abs(covariance) > Math.Sqrt(first) * Math.Sqrt(second) + allowed)
        {
            throw Invalid(
                path,
                $"has the covariance {Text(covariance)} at sigma[{Text(i)}, {Text(j)}], more than the variances {Text(first)} and {Text(second)} "
                + "allow; no set of images gives that");
        }
    }

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
