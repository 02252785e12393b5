using System.Globalization;
using System.Numerics.Tensors;

namespace GanGate.Statistics;

/// <summary>What must hold for statistics before they are compared or written.</summary>
internal static class StatisticsCheck
{
    // Of the largest value.
    private const double LargestAsymmetry = 1e-6;
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
        Values values = new(path, statistics, largest);
        CheckVariances(values);
        Symmetrise(values);
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

    // What rounding took below zero is zero.
    private static void CheckVariances(Values values)
    {
        for (int i = 0; i < values.Dimension; i++)
        {
            ref double variance = ref values.Sigma[(i * (long)values.Dimension) + i];
            if (variance >= 0) continue;
            if (variance < -values.VarianceError(i))
            {
                string place = $"sigma[{Text(i)}, {Text(i)}]";
                throw Invalid(values.Path, $"has the negative variance {Text(variance)} at {place}; no set of images gives that");
            }

            variance = 0;
        }
    }

    // In tiles, since one of the two elements compared lies in another row.
    private static void Symmetrise(Values values)
    {
        for (int row = 0; row < values.Dimension; row += Tile)
        {
            for (int column = 0; column <= row; column += Tile) SymmetriseTile(values, row, column);
        }
    }

    private static void SymmetriseTile(Values values, int row, int column)
    {
        (double[] sigma, int dimension) = (values.Sigma, values.Dimension);
        for (int i = row; i < Math.Min(row + Tile, dimension); i++)
        {
            for (int j = column; j < Math.Min(column + Tile, i); j++)
            {
                ref double lower = ref sigma[(i * (long)dimension) + j];
                ref double upper = ref sigma[(j * (long)dimension) + i];
                if (Math.Abs(lower - upper) > values.AllowedAsymmetry)
                {
                    string message = $"[{Text(i)}, {Text(j)}] is {Text(lower)}, [{Text(j)}, {Text(i)}] is {Text(upper)}";
                    throw Invalid(values.Path, $"has a sigma that is not symmetric: {message}");
                }

                // Equal values keep every bit, down to the smallest there are.
                if (lower != upper) lower = upper = (0.5 * lower) + (0.5 * upper);
                CheckCovariance(values, lower, i, j);
            }
        }
    }

    // Cauchy and Schwarz: |s_ij|^2 <= s_ii s_jj.
    private static void CheckCovariance(Values values, double covariance, int i, int j)
    {
        double first = values.Variance(i), second = values.Variance(j), size = Math.Abs(covariance);
        if (size > Math.Sqrt(first) * Math.Sqrt(second) + values.AllowedAsymmetry && size > values.LargestCovariance(i, j))
        {
            throw Invalid(
                values.Path,
                $"has the covariance {Text(covariance)} at sigma[{Text(i)}, {Text(j)}], more than the variances {Text(first)} and {Text(second)} "
                + "allow; no set of images gives that");
        }
    }

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    /// <summary>What is checked, and how far rounding may have moved it; that is found out for values that need it.</summary>
    private sealed class Values(string path, FeatureStatistics statistics, double largest)
    {
        private readonly Lazy<CovarianceRounding> _rounding = new(() => CovarianceRounding.Of(statistics.Sigma));

        public string Path => path;

        public double[] Sigma => statistics.Sigma;

        public int Dimension => statistics.Dimension;

        /// <summary>A few thousand roundings of float32, whatever the type.</summary>
        public double AllowedAsymmetry { get; } = LargestAsymmetry * largest;

        public double Variance(int i) => Sigma[(i * (long)Dimension) + i];

        public double VarianceError(int i) => (Rounding.Kept * largest) + (Rounding.Computed * Moment(i)) + Rounding.Smallest;

        /// <summary>The largest that a covariance may come to by Cauchy and Schwarz when all three values were rounded.</summary>
        public double LargestCovariance(int i, int j) =>
            (1 + Rounding.Kept) * Math.Sqrt(Variance(i) + Rounding.Smallest) * Math.Sqrt(Variance(j) + Rounding.Smallest)
            + (Rounding.Kept * largest) + (Rounding.Computed * Math.Sqrt(Moment(i) * Moment(j)));

        private CovarianceRounding Rounding => _rounding.Value;

        // E[x^2].
        private double Moment(int i) => Math.Abs(Variance(i)) + (statistics.Mu[i] * statistics.Mu[i]);
    }
}
