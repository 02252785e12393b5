using System.Numerics.Tensors;
using GanGate.Numerics;

namespace GanGate.Statistics;

/// <summary>Count, mean and scatter (centred second moment) of rows of features, in float64; sets of rows merge exactly but for rounding.</summary>
public sealed class Moments
{
    private readonly double[] _mean;

    // D x D; the lower triangle counts.
    private readonly double[] _scatter;

    internal Moments(long count, double[] mean, double[] scatter) => (Count, _mean, _scatter) = (count, mean, scatter);

    /// <summary>n, the number of rows.</summary>
    public long Count { get; private set; }

    /// <summary>D, the features of a row.</summary>
    public int Dimension => _mean.Length;

    /// <summary>Mean, D values.</summary>
    public ReadOnlySpan<double> Mean => _mean;

    /// <summary>The moments that statistics stand for.</summary>
    /// <param name="statistics">Must say their count.</param>
    /// <exception cref="GanGateException"><see cref="ErrorCodes.StatisticsInvalid"/> when there is no count; <see cref="ErrorCodes.NotFinite"/>.</exception>
    internal static Moments FromStatistics(FeatureStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        if (statistics.Count is not long count || count < 2)
        {
            throw new GanGateException(
                ErrorCodes.StatisticsInvalid, "statistics without the number of their images cannot be merged; measure the images again");
        }

        Finite.Require(statistics.Mu, "mu");
        Finite.Require(statistics.Sigma, "sigma");
        double[] scatter = new double[statistics.Sigma.Length];
        TensorPrimitives.Multiply(statistics.Sigma, (double)(count - 1), scatter);
        return new Moments(count, [.. statistics.Mu], scatter);
    }

    /// <summary>The moments of both sets of rows together (Chan, Golub and LeVeque 1983, "Algorithms for computing the sample variance").</summary>
    /// <exception cref="GanGateException"><see cref="ErrorCodes.DimensionMismatch"/>.</exception>
    public static Moments Merge(Moments a, Moments b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Dimension != b.Dimension)
        {
            throw new GanGateException(
                ErrorCodes.DimensionMismatch,
                $"statistics of {a.Dimension} and of {b.Dimension} features cannot be merged; measure both under one protocol");
        }

        Moments merged = a.Copy();
        merged.Absorb(b, Tiles.AllCores);
        return merged;
    }

    /// <summary>The same moments apart from these.</summary>
    internal Moments Copy() => new(Count, [.. _mean], [.. _scatter]);

    /// <summary>Moments from their parts, the lower triangle of the scatter row by row.</summary>
    internal static Moments FromTriangle(long count, double[] mean, ReadOnlySpan<double> triangle)
    {
        double[] scatter = new double[mean.Length * mean.Length];
        for (int row = 0; row < mean.Length; row++)
        {
            triangle[..(row + 1)].CopyTo(scatter.AsSpan(row * mean.Length));
            triangle = triangle[(row + 1)..];
        }

        return new Moments(count, mean, scatter);
    }

    /// <summary>The lower triangle of the scatter, D (D + 1) / 2 values row by row.</summary>
    internal void CopyTriangle(Span<double> triangle)
    {
        for (int row = 0; row < Dimension; row++)
        {
            _scatter.AsSpan(row * Dimension, row + 1).CopyTo(triangle);
            triangle = triangle[(row + 1)..];
        }
    }

    /// <summary>Mean and covariance with divisor n - 1.</summary>
    /// <param name="meta">What the statistics say of themselves.</param>
    /// <exception cref="GanGateException"><see cref="ErrorCodes.TooFewImages"/> below two rows.</exception>
    public FeatureStatistics ToStatistics(StatisticsMeta? meta = null)
    {
        if (Count < 2)
        {
            throw new GanGateException(
                ErrorCodes.TooFewImages, $"a covariance needs at least 2 images and there is {(Count == 0 ? "none" : "1")}; give more images");
        }

        double[] sigma = new double[_scatter.Length];
        int dimension = Dimension;
        for (int row = 0; row < dimension; row++)
        {
            Span<double> values = sigma.AsSpan(row * dimension, row + 1);
            TensorPrimitives.Divide(_scatter.AsSpan(row * dimension, row + 1), Count - 1, values);
        }

        Symmetric.MirrorLower(sigma, dimension);
        return new FeatureStatistics([.. _mean], sigma, Count, meta);
    }

    /// <summary>Merges other rows into these: S += S_b + d d^T n_a n_b / n with d = mean_b - mean_a.</summary>
    internal void Absorb(Moments other, int threads)
    {
        long count = Count + other.Count;
        if (other.Count == 0) return;
        int dimension = Dimension;
        double[] shift = new double[dimension];
        TensorPrimitives.Subtract(other._mean, _mean, shift);
        double weight = (double)Count / count * other.Count;
        Tiles.For((dimension + StripRows - 1) / StripRows, threads, strip =>
        {
            for (int row = strip * StripRows; row < Math.Min(dimension, (strip + 1) * StripRows); row++)
            {
                Span<double> target = _scatter.AsSpan(row * dimension, row + 1);
                TensorPrimitives.Add(target, other._scatter.AsSpan(row * dimension, row + 1), target);
                TensorPrimitives.MultiplyAdd(shift.AsSpan(0, row + 1), weight * shift[row], target, target);
            }
        });
        TensorPrimitives.MultiplyAdd(shift, (double)other.Count / count, _mean, _mean);
        Count = count;
    }

    private const int StripRows = 64;
}
