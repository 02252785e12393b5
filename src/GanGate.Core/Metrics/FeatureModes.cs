using System.Numerics.Tensors;
using GanGate.Numerics;

namespace GanGate.Metrics;

/// <summary>The modes from the eigenvectors of L_r^T S_g L_r, for more samples than features.</summary>
internal sealed class FeatureModes : TransportModes
{
    private readonly DenseMatrix _directions;
    private readonly int _threads;

    private FeatureModes(double[] values, DenseMatrix directions, int threads)
    {
        (Values, _directions, _threads) = (values, directions, threads);
        SquaredLengths = [.. values.Select((_, mode) => TensorPrimitives.SumOfSquares<double>(directions[mode]))];
    }

    /// <inheritdoc/>
    public override double[] Values { get; }

    /// <inheritdoc/>
    public override double[] SquaredLengths { get; }

    /// <inheritdoc cref="TransportModes.Of"/>
    public static FeatureModes Of(DenseMatrix covariance, DenseMatrix referenceFactor, int threads)
    {
        DenseMatrix half = DenseMatrix.Product(referenceFactor, covariance, threads);
        DenseMatrix square = DenseMatrix.ProductWithTransposed(half, referenceFactor, threads);
        double[] squares = square.TakeEigenvalues(out DenseMatrix vectors, threads);
        int first = FirstKept(squares);
        DenseMatrix kept = DenseMatrix.Scaled(vectors.Values[(first * vectors.Columns)..], vectors.Rows - first, vectors.Columns, 1);
        return new FeatureModes([.. squares[first..].Select(Math.Sqrt)], DenseMatrix.Product(kept, referenceFactor, threads), threads);
    }

    /// <inheritdoc/>
    public override void Project(int start, DenseMatrix centred, int count, DenseMatrix modes) =>
        DenseMatrix.MultiplyRows(centred, count, _directions, modes, _threads);
}
