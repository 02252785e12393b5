using System.Numerics.Tensors;
using GanGate.Numerics;

namespace GanGate.Metrics;

/// <summary>The rows x - mu of a set of features in float64, times a power of two that keeps their fourth powers in range.</summary>
internal sealed class CentredRows(FeatureRows rows, double[] mean, double scale)
{
    /// <summary>n.</summary>
    public int Count => rows.Count;

    /// <summary>D.</summary>
    public int Dimension => rows.Dimension;

    /// <summary>Copies rows in a row into the first rows of a matrix with D columns.</summary>
    public void Copy(int start, int count, RowMajorMatrix target)
    {
        for (int row = 0; row < count; row++)
        {
            Span<double> values = target[row];
            TensorPrimitives.ConvertTruncating(rows[start + row], values);
            TensorPrimitives.Subtract(values, mean, values);
            TensorPrimitives.Multiply(values, scale, values);
        }
    }
}
