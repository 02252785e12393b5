using System.Numerics.Tensors;
using GanGate.Numerics;
using GanGate.Statistics;

namespace GanGate.Metrics;

/// <summary>
/// How far a Fréchet distance can be trusted: its standard error and bias as an estimate of the distance that more and more samples of
/// the same generator would have from this reference.
/// </summary>
/// <param name="StandardError">sqrt(mean(IF^2) / n), at least the distance's own rounding.</param>
/// <param name="PlugInBias">The expected second-order term of the distance at the samples' own moments.</param>
/// <param name="HalvingBias">FD(half of the samples) - FD(all), the mean over random halvings; null below 4 samples.</param>
/// <param name="Influence">
/// For each sample IF(x) = 2 (mu_g - mu_r)^T (x - mu_g) + (x - mu_g)^T (I - A) (x - mu_g) - Tr(S_g (I - A)), A the optimal transport map
/// from the generated Gaussian to the reference. Leaving the sample out lowers the distance by about IF / n.
/// </param>
/// <param name="ReferenceShare">The part of error and bias that comes from the reference; null where its count is not known.</param>
internal sealed record DistanceError(
    double StandardError, double PlugInBias, double? HalvingBias, double[] Influence, ReferenceShare? ReferenceShare)
{
    /// <summary>The error's square in its parts; null with too few samples to tell.</summary>
    public ErrorParts? Parts { get; init; }

    // What FrechetDistance promises of identical inputs, relative to Tr S_r + Tr S_g.
    private const double Rounding = 1e-10;
    private const int BlockRows = 1024;

    // What is linear in the samples cancels between halves; what is left averages over features too, so that many features need but one.
    private const int Halvings = 2;
    private const int ManyFeatures = 512;

    /// <summary>The estimate of the bias: positive but for noise, about c / n. Each of the two alone corrects too little or is noisy.</summary>
    public double Bias => HalvingBias is double halving ? (PlugInBias + halving) / 2 : PlugInBias;

    /// <summary>Estimates error and bias from the samples' features.</summary>
    /// <param name="rows">The generated samples, at least 2.</param>
    /// <param name="generated">Their moments.</param>
    /// <param name="reference">The reference's.</param>
    /// <param name="referenceFactor">The factor of the reference's covariance.</param>
    /// <param name="threads">Threads; the result does not depend on it.</param>
    public static DistanceError Of(
        FeatureRows rows,
        FeatureStatistics generated,
        FeatureStatistics reference,
        CovarianceFactor? referenceFactor = null,
        int? threads = null)
    {
        int cores = threads ?? Tiles.AllCores, dimension = rows.Dimension;
        CovarianceFactor factor = referenceFactor ?? CovarianceFactor.Of(reference, threads);

        // Everything on a scale on which the larger covariance is about 1, since fourth powers of features come.
        double largest = Math.Abs(TensorPrimitives.MaxMagnitude<double>(generated.Sigma));
        int half = Math.Max(largest == 0 ? int.MinValue : Math.ILogB(largest) & ~1, factor.Exponent) / 2;
        double scale = Math.ScaleB(1, -half);
        RowMajorMatrix root = RowMajorMatrix.Scaled(
            factor.Cholesky.TransposedFactor, factor.Cholesky.Rank, dimension, Math.ScaleB(1, (factor.Exponent / 2) - half));
        RowMajorMatrix covariance = RowMajorMatrix.Scaled(generated.Sigma, dimension, dimension, scale * scale);
        double[] shift = new double[dimension];
        TensorPrimitives.Subtract(generated.Mu, reference.Mu, shift);
        TensorPrimitives.Multiply(shift, scale, shift);
        double trace = 0, referenceTrace = Math.ScaleB(factor.Trace, factor.Exponent - (2 * half));
        for (int i = 0; i < dimension; i++) trace += covariance[i][i];

        CentredRows centred = new(rows, generated.Mu, scale);
        TransportModes modes = TransportModes.Of(centred, covariance, root, cores);
        Sums sums = new(centred, modes);
        sums.AddAll(shift, trace, cores);
        double unit = Math.ScaleB(1, 2 * half), floor = Rounding * (trace + referenceTrace);
        ErrorParts? parts = sums.Parts(cores);
        double variance = parts?.Variance ?? TensorPrimitives.SumOfSquares<double>(sums.Influence) / rows.Count / rows.Count;
        double[] influence = sums.Influence;
        TensorPrimitives.Multiply(influence, unit, influence);
        return new DistanceError(
            Math.Max(Math.Sqrt(variance), floor) * unit,
            (trace + (sums.MeanQuartic / 2)) / rows.Count * unit,
            sums.HalvingBias(shift, trace, cores) * unit,
            influence,
            reference.Count is long count ? ReferenceShare.Of(root, modes, shift, referenceTrace, count, unit, cores) : null)
        {
            Parts = parts?.Times(unit),
        };
    }

    /// <summary>What one pass over the samples adds up.</summary>
    private sealed class Sums(CentredRows rows, TransportModes modes)
    {
        private readonly int _blockRows = Math.Min(BlockRows, rows.Count);

        private readonly Halving[] _halvings = rows.Count < 4
            ? []
            : [.. Enumerable.Range(0, rows.Dimension < ManyFeatures ? Halvings : 1).Select(split =>
                new Halving(rows.Count, rows.Dimension, modes.Values.Length, Math.Min(BlockRows, rows.Count), split))];

        private readonly SecondOrderKernel _kernel = new(modes.Values);
        private readonly double[] _own = new double[rows.Count];
        private readonly SamplePairs? _pairs = rows.Count < SamplePairs.FewestSamples
            ? null
            : new SamplePairs(rows.Count, rows.Dimension, modes.Values.Length);

        public double[] Influence { get; } = new double[rows.Count];

        /// <summary>The mean of sum_ij (y_i^2 y_j^2 - s_i^4 [i = j]) / (s_i s_j (s_i + s_j)).</summary>
        public double MeanQuartic { get; private set; }

        public void AddAll(double[] shift, double trace, int threads)
        {
            RowMajorMatrix centred = new(_blockRows, rows.Dimension), y = new(_blockRows, modes.Values.Length);
            double constant = trace - modes.Values.Sum();
            for (int start = 0; start < rows.Count; start += _blockRows)
            {
                int count = Math.Min(_blockRows, rows.Count - start);
                rows.Copy(start, count, centred);
                modes.Project(start, centred, count, y);
                foreach (Halving halving in _halvings) halving.Add(start, centred, y, count, threads);
                _pairs?.Add(start, centred, y, count, modes.Values);
                Span<double> squares = y.Values[..(count * y.Columns)];
                TensorPrimitives.Multiply(squares, squares, squares);
                double[] quartic = _kernel.Quartic(y, count, threads);
                MeanQuartic += quartic.Sum() / rows.Count;
                for (int row = 0; row < count; row++)
                {
                    double length = TensorPrimitives.SumOfSquares<double>(centred[row]), quotients = Quotients(y[row], modes.Values);
                    Influence[start + row] = (2 * TensorPrimitives.Dot(shift, centred[row])) + length - quotients - constant;
                    _own[start + row] = _kernel.Of(length, quartic[row], quotients, quotients);
                }
            }
        }

        /// <summary>
        /// Each sample is part of the moments at which its influence is taken; without it the influence is 2 / n times its h with itself lower.
        /// The mean square of that is the true one plus 4 E h^2 / n, which is 2 n times the variance of the second order.
        /// </summary>
        public ErrorParts? Parts(int threads)
        {
            if (_pairs is null) return null;

            (double second, double cumulant) = _pairs.Of(new SecondOrderKernel(modes.Values, SecondOrderKernel.Coarse), threads);
            double n = rows.Count, mean = _own.Average(), sum = 0;
            for (int row = 0; row < rows.Count; row++)
            {
                double withoutIt = Influence[row] - (2 * (_own[row] - mean) / n);
                sum += withoutIt * withoutIt;
            }

            return new ErrorParts((sum / n / n) - (2 * second), second, cumulant);
        }

        public double? HalvingBias(double[] shift, double trace, int threads) => _halvings.Length == 0
            ? null
            : _halvings.Average(halving => halving.Excess(shift, trace, modes.Values, threads));

        // x^T A x.
        private static double Quotients(ReadOnlySpan<double> squares, double[] values)
        {
            double sum = 0;
            for (int mode = 0; mode < values.Length; mode++) sum += squares[mode] / values[mode];
            return sum;
        }
    }
}
