using System.Numerics.Tensors;
using GanGate.Numerics;

namespace GanGate.Metrics;

/// <summary>The modes from the eigenvectors of L_r^T S_g L_r, for more samples than features.</summary>
internal sealed class FeatureModes : TransportModes
{
    private readonly RowMajorMatrix _directions;
    private readonly int _threads;

    private FeatureModes(double[] values, RowMajorMatrix directions, int threads)
    {
        (Values, _directions, _threads) = (values, directions, threads);
        SquaredLengths = [.. values.Select((_, mode) => TensorPrimitives.SumOfSquares<double>(directions[mode]))];
    }

    /// <inheritdoc/>
    public override double[] Values { get; }

    /// <inheritdoc/>
    public override double[] SquaredLengths { get; }

    /// <inheritdoc cref="TransportModes.Of"/>
    public static FeatureModes Of(RowMajorMatrix covariance, RowMajorMatrix referenceFactor, int threads)
    {
        RowMajorMatrix half = RowMajorMatrix.Product(referenceFactor, covariance, threads);
        RowMajorMatrix square = RowMajorMatrix.ProductWithTransposed(half, referenceFactor, threads);
        double[] squares = square.TakeEigenvalues(out RowMajorMatrix vectors, threads);
        int first = FirstKept(squares);
        RowMajorMatrix kept = RowMajorMatrix.Scaled(vectors.Values[(first * vectors.Columns)..], vectors.Rows - first, vectors.Columns, 1);
        return new FeatureModes([.. squares[first..].Select(Math.Sqrt)], RowMajorMatrix.Product(kept, referenceFactor, threads), threads);
    }

    /// <inheritdoc/>
    public override void Project(int start, RowMajorMatrix centred, int count, RowMajorMatrix modes) =>
        RowMajorMatrix.MultiplyRows(centred, count, _directions, modes, _threads);
}
