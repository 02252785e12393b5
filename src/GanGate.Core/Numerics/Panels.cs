namespace GanGate.Numerics;

/// <summary>Copies blocks of a matrix into the order in which <see cref="RegisterTile"/> reads them, padded with zeros to full tiles.</summary>
internal static unsafe class Panels
{
    /// <summary>Packs panels of <paramref name="height"/> rows: for each column, the values of the panel's rows.</summary>
    /// <param name="source">The block; a block of B is packed through its transpose.</param>
    /// <param name="height">Rows of a panel.</param>
    /// <param name="target">Receives the panels, each height x Columns values.</param>
    public static void Pack(MatrixView source, int height, double* target)
    {
        for (int row = 0; row < source.Rows; row += height)
        {
            MatrixView panel = source.Block(row, 0, Math.Min(height, source.Rows - row), source.Columns);
            if (panel.Rows < height)
            {
                new Span<double>(target, height * panel.Columns).Clear();
            }

            if (panel.RowStride == 1)
            {
                PackColumns(panel, height, target);
            }
            else
            {
                PackRows(panel, height, target);
            }

            target += height * (nint)panel.Columns;
        }
    }

    private static void PackColumns(MatrixView panel, int height, double* target)
    {
        double* source = panel.Data;
        for (int column = 0; column < panel.Columns; column++, source += panel.ColumnStride, target += height)
        {
            for (int row = 0; row < panel.Rows; row++)
            {
                target[row] = source[row];
            }
        }
    }

    private static void PackRows(MatrixView panel, int height, double* target)
    {
        for (int row = 0; row < panel.Rows; row++)
        {
            double* source = panel.Row(row);
            for (nint column = 0; column < panel.Columns; column++)
            {
                target[column * height + row] = source[column * panel.ColumnStride];
            }
        }
    }
}
