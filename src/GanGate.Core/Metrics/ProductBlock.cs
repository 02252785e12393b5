namespace GanGate.Metrics;

/// <summary>A rectangle of the matrix of products of two sets; whoever gets it may overwrite the values.</summary>
/// <param name="Index">The number of the block in a fixed order, so that sums can be taken in it.</param>
/// <param name="Row">The first row of the left set.</param>
/// <param name="Column">The first row of the right set.</param>
/// <param name="Rows">Rows of the left set.</param>
/// <param name="Columns">Rows of the right set.</param>
/// <param name="Values">At least Rows x Columns values, row by row.</param>
internal readonly record struct ProductBlock(int Index, int Row, int Column, int Rows, int Columns, Memory<double> Values)
{
    /// <summary>The products of one row of the left set, counted within the block.</summary>
    public Span<double> this[int row] => Values.Span.Slice(row * Columns, Columns);
}
