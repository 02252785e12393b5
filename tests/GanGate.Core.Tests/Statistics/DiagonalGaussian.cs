using GanGate.Statistics;

namespace GanGate.Tests.Statistics;

/// <summary>Statistics of features that do not vary together.</summary>
internal static class DiagonalGaussian
{
    /// <summary>A mean of zeros, and a covariance with nothing but these variances.</summary>
    public static FeatureStatistics Of(params double[] variances)
    {
        double[] sigma = new double[variances.Length * variances.Length];
        for (int i = 0; i < variances.Length; i++) sigma[(i * variances.Length) + i] = variances[i];
        return new FeatureStatistics(new double[variances.Length], sigma, 100);
    }
}
