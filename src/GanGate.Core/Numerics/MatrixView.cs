namespace GanGate.Numerics;

/// <summary>A rectangle of float64 values in memory that somebody else owns and keeps in place; element (i, j) lies at i * RowStride + j * ColumnStride.</summary>
/// <param name="data">Element (0, 0).</param>
/// <param name="rows">Rows.</param>
/// <param name="columns">Columns.</param>
/// <param name="rowStride">Distance between rows; the leading dimension when rows are contiguous.</param>
/// <param name="columnStride">Distance between columns; 1 when rows are contiguous.</param>
internal readonly unsafe struct MatrixView(double* data, int rows, int columns, nint rowStride, nint columnStride = 1)
{
    public double* Data { get; } = data;

    public int Rows { get; } = rows;

    public int Columns { get; } = columns;

    public nint RowStride { get; } = rowStride;

    public nint ColumnStride { get; } = columnStride;

    /// <summary>The same values read with rows and columns exchanged; nothing moves.</summary>
    public MatrixView Transposed => new(Data, Columns, Rows, ColumnStride, RowStride);

    public ref double this[int row, int column] => ref Data[row * RowStride + column * ColumnStride];

    /// <summary>The first element of a row.</summary>
    public double* Row(int row) => Data + row * RowStride;

    /// <summary>A rectangle inside this one.</summary>
    public MatrixView Block(int row, int column, int rows, int columns) =>
        new(Data + row * RowStride + column * ColumnStride, rows, columns, RowStride, ColumnStride);
}
