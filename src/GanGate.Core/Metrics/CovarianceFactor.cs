using GanGate.Numerics;
using GanGate.Statistics;

namespace GanGate.Metrics;

/// <summary>
/// What the distance needs of one covariance: L with S = 2^Exponent L L^T, and the trace. A gate computes the reference's once.
/// </summary>
/// <param name="Cholesky">L^T, rank x D.</param>
/// <param name="Exponent">Even; scaling by a power of two costs no rounding and keeps products of extreme covariances in range.</param>
/// <param name="Trace">Tr S / 2^Exponent.</param>
internal sealed record CovarianceFactor(PivotedCholesky Cholesky, int Exponent, double Trace)
{
    /// <summary>Factors a covariance.</summary>
    /// <exception cref="GanGateException">
    /// <see cref="ErrorCodes.NotFinite"/>; <see cref="ErrorCodes.StatisticsInvalid"/> when it is further from a covariance than rounding explains.
    /// </exception>
    public static CovarianceFactor Of(FeatureStatistics statistics, int? threads = null)
    {
        int dimension = statistics.Dimension;
        Finite.Require(statistics.Sigma, "sigma");
        double largest = 0, trace = 0;
        foreach (double value in statistics.Sigma) largest = Math.Max(largest, Math.Abs(value));
        int exponent = largest == 0 ? 0 : Math.ILogB(largest) & ~1;
        double[] scaled = new double[statistics.Sigma.Length];
        Scale(statistics.Sigma, -exponent, scaled);
        int cores = threads ?? Tiles.AllCores;
        PivotedCholesky? cholesky = PivotedCholesky.TryPstrf(scaled, dimension, cores);
        if (cholesky is null)
        {
            scaled = NearestCovariance.Of(statistics, scaled, exponent, cores) ?? throw NoCovariance(statistics);
            cholesky = PivotedCholesky.TryPstrf(scaled, dimension, cores) ?? throw NoCovariance(statistics);
        }

        for (int i = 0; i < dimension; i++) trace += scaled[i * dimension + i];
        return new CovarianceFactor(cholesky, exponent, trace);
    }

    /// <summary>Factors two covariances side by side: each one's own steps leave little for a second thread.</summary>
    /// <exception cref="GanGateException"><see cref="ErrorCodes.NotFinite"/>.</exception>
    public static (CovarianceFactor First, CovarianceFactor Second) OfBoth(
        FeatureStatistics first, FeatureStatistics second, int? threads = null)
    {
        int all = threads ?? Tiles.AllCores, half = (all + 1) / 2;
        if (all == 1) return (Of(first, 1), Of(second, 1));

        Task<CovarianceFactor> other = Task.Run(() => Of(second, half));
        CovarianceFactor factor = Of(first, half);
        return (factor, other.GetAwaiter().GetResult());
    }

    private static GanGateException NoCovariance(FeatureStatistics statistics) => new(
        ErrorCodes.StatisticsInvalid,
        $"{(statistics.File is string file ? $"'{file}' has a sigma that is no" : "sigma is not a")} covariance: "
        + "it has large negative eigenvalues; measure the images again");

    private static void Scale(ReadOnlySpan<double> values, int exponent, Span<double> scaled)
    {
        // Two factors: 2^1074 itself is out of range.
        double half = Math.ScaleB(1, exponent / 2), rest = Math.ScaleB(1, exponent - exponent / 2);
        for (int i = 0; i < values.Length; i++) scaled[i] = values[i] * half * rest;
    }
}
