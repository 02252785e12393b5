using System.Numerics.Tensors;

namespace GanGate.Metrics;

/// <summary>exp(-|x - y|^2 / (2 sigma^2)).</summary>
/// <param name="x">The one set.</param>
/// <param name="y">The other.</param>
/// <param name="sigma">The bandwidth, in units of the features.</param>
internal sealed class GaussianKernel(FeatureRows x, FeatureRows y, double sigma) : IKernel
{
    private readonly double[] _x = SquaresOf(x), _y = SquaresOf(y);
    private readonly double _scale = -1 / (2 * sigma * sigma);

    /// <inheritdoc/>
    public void Apply(ProductBlock block)
    {
        for (int i = 0; i < block.Rows; i++)
        {
            Span<double> row = block[i];
            double own = _x[block.Row + i];

            // |x - y|^2 = |x|^2 + |y|^2 - 2 x.y, which rounding may take below 0 for equal images.
            for (int j = 0; j < row.Length; j++) row[j] = _scale * Math.Max(0, own + _y[block.Column + j] - (2 * row[j]));
            TensorPrimitives.Exp<double>(row, row);
        }
    }

    private static double[] SquaresOf(FeatureRows rows)
    {
        double[] squares = new double[rows.Count], row = new double[rows.Dimension];
        for (int i = 0; i < squares.Length; i++)
        {
            TensorPrimitives.ConvertChecked<float, double>(rows[i], row);
            squares[i] = TensorPrimitives.SumOfSquares<double>(row);
        }

        return squares;
    }
}
