using System.Numerics.Tensors;
using GanGate.Numerics;

namespace GanGate.Metrics;

/// <summary>
/// The modes for no more samples than features. With the factor L_g = X_c^T / sqrt(n - 1) the samples are L_g z, z unit vectors times
/// sqrt(n - 1), and L_g^T A L_g = (L_g^T S_r L_g)^(1/2) = W diag(s) W^T, so that y_i of sample k is sqrt(n - 1) s_i W_ik: nothing is inverted.
/// </summary>
internal sealed class SampleModes : TransportModes
{
    // One row of W for each mode that is kept.
    private readonly RowMajorMatrix _vectors;

    private SampleModes(double[] values, double[] squaredLengths, RowMajorMatrix vectors) =>
        (Values, SquaredLengths, _vectors) = (values, squaredLengths, vectors);

    /// <inheritdoc/>
    public override double[] Values { get; }

    /// <inheritdoc/>
    public override double[] SquaredLengths { get; }

    /// <inheritdoc cref="TransportModes.Of"/>
    public static SampleModes Of(CentredRows rows, RowMajorMatrix referenceFactor, int threads)
    {
        int n = rows.Count;
        RowMajorMatrix centred = new(n, rows.Dimension);
        rows.Copy(0, n, centred);
        RowMajorMatrix projected = RowMajorMatrix.ProductWithTransposed(centred, referenceFactor, threads);
        TensorPrimitives.Multiply(projected.Values, 1 / Math.Sqrt(n - 1), projected.Values);
        RowMajorMatrix square = RowMajorMatrix.ProductWithTransposed(projected, projected, threads);
        double[] squares = square.TakeEigenvalues(out RowMajorMatrix vectors, threads);
        int first = FirstKept(squares);
        RowMajorMatrix kept = RowMajorMatrix.Scaled(vectors.Values[(first * n)..], n - first, n, 1);
        double[] values = [.. squares[first..].Select(Math.Sqrt)];
        return new SampleModes(values, LengthsOf(values, kept, projected, referenceFactor, threads), kept);
    }

    /// <inheritdoc/>
    public override void Project(int start, RowMajorMatrix centred, int count, RowMajorMatrix modes)
    {
        double root = Math.Sqrt(_vectors.Columns - 1);
        for (int mode = 0; mode < Values.Length; mode++)
        {
            Span<double> vector = _vectors[mode];
            for (int row = 0; row < count; row++) modes[row][mode] = root * Values[mode] * vector[start + row];
        }
    }

    // L_r v_i = S_r L_g w_i / s_i.
    private static double[] LengthsOf(
        double[] values, RowMajorMatrix vectors, RowMajorMatrix projected, RowMajorMatrix referenceFactor, int threads)
    {
        RowMajorMatrix images = RowMajorMatrix.Product(RowMajorMatrix.Product(vectors, projected, threads), referenceFactor, threads);
        return [.. values.Select((value, mode) => TensorPrimitives.SumOfSquares<double>(images[mode]) / (value * value))];
    }
}
