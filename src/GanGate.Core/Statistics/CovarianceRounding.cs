using System.Numerics.Tensors;
using GanGate.Numerics;

namespace GanGate.Statistics;

/// <summary>How far a covariance may be from any because of the numbers in which it was computed and kept: float64, float32 or float16.</summary>
/// <param name="Kept">The error of a value that was rounded to the type, relative to the value.</param>
/// <param name="Computed">
/// The error of a covariance that was computed as E[x x^T] - mu mu^T in one pass, relative to the second moment: some hundred roundings for
/// thousands of images. Nobody computes in float16.
/// </param>
/// <param name="Smallest">The smallest number above 0 of the type.</param>
internal readonly record struct CovarianceRounding(double Kept, double Computed, double Smallest)
{
    private const double Roundings = 1024, UnitOfSingle = 1.1920929e-7, UnitOfHalf = 9.765625e-4;

    private static readonly CovarianceRounding Double = new(2 * Lamch.Precision, Roundings * Lamch.Precision, double.Epsilon);
    private static readonly CovarianceRounding Single = new(2 * UnitOfSingle, Roundings * UnitOfSingle, float.Epsilon);
    private static readonly CovarianceRounding Half = new(2 * UnitOfHalf, Roundings * UnitOfSingle, 5.960464477539063e-8);

    /// <summary>That of the smallest type that holds all values: programs widen what they computed in less.</summary>
    public static CovarianceRounding Of(ReadOnlySpan<double> values)
    {
        const int Longest = 1024;
        Span<float> singles = stackalloc float[Longest];
        Span<double> back = stackalloc double[Longest];
        bool half = true;
        for (int start = 0; start < values.Length; start += Longest)
        {
            ReadOnlySpan<double> piece = values.Slice(start, Math.Min(Longest, values.Length - start));
            TensorPrimitives.ConvertTruncating<double, float>(piece, singles);
            TensorPrimitives.ConvertTruncating<float, double>(singles[..piece.Length], back);
            if (!piece.SequenceEqual(back[..piece.Length])) return Double;
            foreach (double value in piece) half &= (double)(System.Half)value == value;
        }

        return half ? Half : Single;
    }

    /// <summary>By how much the eigenvalues of a covariance may have been moved.</summary>
    public double OfEigenvalues(FeatureStatistics statistics)
    {
        double variances = 0, moments = 0;
        for (int i = 0; i < statistics.Dimension; i++)
        {
            double variance = Math.Abs(statistics.Sigma[((long)i * statistics.Dimension) + i]);
            variances += variance;
            moments += variance + (statistics.Mu[i] * statistics.Mu[i]);
        }

        return (Kept * variances) + (Computed * moments);
    }
}
