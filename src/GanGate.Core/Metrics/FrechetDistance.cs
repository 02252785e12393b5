using GanGate.Numerics;
using GanGate.Statistics;

namespace GanGate.Metrics;

/// <summary>
/// The squared Fréchet distance between two Gaussians, the FID when the features are Inception's
/// (Heusel et al. 2017, arXiv 1706.08500, equation 6):
/// <code>d^2 = ||mu_g - mu_r||^2 + Tr(S_g + S_r - 2 (S_g S_r)^(1/2))</code>
/// </summary>
/// <param name="MeanTerm">||mu_g - mu_r||^2.</param>
/// <param name="CovarianceTerm">Tr(S_g + S_r - 2 (S_g S_r)^(1/2)); rounding may take it below 0 by 1e-10 of the traces: it is not clamped.</param>
public sealed record FrechetDistance(double MeanTerm, double CovarianceTerm)
{
    /// <summary>The distance, in squared units of the features; like published FIDs it is not square-rooted.</summary>
    public double Value => MeanTerm + CovarianceTerm;

    /// <summary>The distance between two sets of statistics; it does not matter which comes first.</summary>
    /// <param name="generated">mu_g and S_g.</param>
    /// <param name="reference">mu_r and S_r.</param>
    /// <exception cref="GanGateException">
    /// <see cref="ErrorCodes.ProtocolMismatch"/> when both sides state a protocol and their fingerprints differ;
    /// <see cref="ErrorCodes.DimensionMismatch"/>; <see cref="ErrorCodes.NotFinite"/>; <see cref="ErrorCodes.StatisticsInvalid"/> when
    /// sigma has large negative eigenvalues.
    /// </exception>
    public static FrechetDistance Between(FeatureStatistics generated, FeatureStatistics reference) =>
        Between(generated, reference, referenceFactor: null);

    /// <summary>The same with the reference's factor already at hand; where it is null both are computed.</summary>
    internal static FrechetDistance Between(
        FeatureStatistics generated, FeatureStatistics reference, CovarianceFactor? referenceFactor, int? threads = null)
    {
        ArgumentNullException.ThrowIfNull(generated);
        ArgumentNullException.ThrowIfNull(reference);
        RequireComparable(generated, reference);
        (CovarianceFactor g, CovarianceFactor r) = referenceFactor is null
            ? CovarianceFactor.OfBoth(generated, reference, threads)
            : (CovarianceFactor.Of(generated, threads), referenceFactor);
        return new FrechetDistance(SquaredDistance(generated.Mu, reference.Mu), TraceTerm(g, r, threads ?? Tiles.AllCores));
    }

    private static void RequireComparable(FeatureStatistics generated, FeatureStatistics reference)
    {
        if ((generated.Meta, reference.Meta) is (StatisticsMeta g, StatisticsMeta r) && g.Fingerprint != r.Fingerprint)
        {
            throw new GanGateException(
                ErrorCodes.ProtocolMismatch,
                $"the generated statistics were made under protocol {g.Protocol} with fingerprint {g.Fingerprint}, the reference's under "
                + $"{r.Protocol} with {r.Fingerprint}; measure both under one protocol");
        }

        if (generated.Dimension != reference.Dimension)
        {
            throw new GanGateException(
                ErrorCodes.DimensionMismatch,
                $"the generated statistics have {generated.Dimension} features and the reference {reference.Dimension}; measure both under one protocol");
        }

        Finite.Require(generated.Mu, "the generated mu");
        Finite.Require(reference.Mu, "the reference mu");
    }

    private static double SquaredDistance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += (a[i] - b[i]) * (a[i] - b[i]);
        return sum;
    }

    /// <summary>
    /// With S = L L^T, Tr (S_g S_r)^(1/2) is the sum of the singular values of L_r^T L_g: S_g S_r has the eigenvalues of
    /// (L_r^T L_g)(L_r^T L_g)^T. Unlike the square root of the product it is never complex and needs no term added to the diagonals.
    /// </summary>
    private static double TraceTerm(CovarianceFactor g, CovarianceFactor r, int threads)
    {
        double root = SingularValues.OfProduct(r.Cholesky, g.Cholesky, threads).Sum();
        int exponent = Math.Max(g.Exponent, r.Exponent);
        double scaled = Math.ScaleB(g.Trace, g.Exponent - exponent) + Math.ScaleB(r.Trace, r.Exponent - exponent)
            - 2 * Math.ScaleB(root, (g.Exponent + r.Exponent) / 2 - exponent);
        return Math.ScaleB(scaled, exponent);
    }
}
