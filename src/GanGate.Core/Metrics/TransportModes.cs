using GanGate.Numerics;

namespace GanGate.Metrics;

/// <summary>
/// The optimal transport map from the generated Gaussian to the reference, A = S_r^(1/2) M^+ S_r^(1/2), where M^+ is the pseudo-inverse of
/// M = (S_r^(1/2) S_g S_r^(1/2))^(1/2), in the coordinates in which it is diagonal: y = (L_r V)^T (x - mu_g) with
/// L_r^T S_g L_r = V diag(s^2) V^T, so that x^T A x = sum_i y_i^2 / s_i, Tr(S_g A) = sum_i s_i and the covariance of y is diag(s^2).
/// </summary>
/// <remarks>
/// Modes with s_i^2 at most rank * <see cref="Lamch.Precision"/> * max s^2 are rounding and are left out. The distance itself needs no such cutoff.
/// </remarks>
internal abstract class TransportModes
{
    /// <summary>s_i of the modes that are kept, ascending.</summary>
    public abstract double[] Values { get; }

    /// <summary>|L_r v_i|^2 of the modes that are kept; what the reference's own error needs.</summary>
    public abstract double[] SquaredLengths { get; }

    /// <summary>y of some samples.</summary>
    /// <param name="start">The first sample.</param>
    /// <param name="centred">Their centred features in the first rows.</param>
    /// <param name="count">How many.</param>
    /// <param name="modes">Receives a row of y for each, one column for each mode.</param>
    public abstract void Project(int start, RowMajorMatrix centred, int count, RowMajorMatrix modes);

    /// <summary>Finds the modes: with more samples than features from the covariances, else from the samples' scalar products.</summary>
    /// <param name="rows">The generated samples.</param>
    /// <param name="covariance">S_g on the rows' scale, D x D.</param>
    /// <param name="referenceFactor">L_r^T on the rows' scale, rank x D.</param>
    /// <param name="threads">Threads; the result does not depend on it.</param>
    public static TransportModes Of(CentredRows rows, RowMajorMatrix covariance, RowMajorMatrix referenceFactor, int threads) =>
        rows.Count > rows.Dimension
            ? FeatureModes.Of(covariance, referenceFactor, threads)
            : SampleModes.Of(rows, referenceFactor, threads);

    /// <summary>The position of the first of ascending eigenvalues that is more than rounding.</summary>
    protected static int FirstKept(double[] squares)
    {
        double cutoff = squares.Length == 0 ? 0 : squares.Length * Lamch.Precision * squares[^1];
        int first = 0;
        while (first < squares.Length && !(squares[first] > cutoff)) first++;
        return first;
    }
}
