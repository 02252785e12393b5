namespace GanGate.Numerics;

/// <summary>Symmetric matrices of which one triangle is known.</summary>
internal static class Symmetric
{
    private const int Block = 32;

    /// <summary>Copies the lower triangle to the upper one.</summary>
    /// <param name="a">n x n values, row by row.</param>
    /// <param name="n">Rows.</param>
    public static void MirrorLower(Span<double> a, int n)
    {
        // In blocks, so that both the row read and the rows written stay in the cache.
        for (int firstRow = 0; firstRow < n; firstRow += Block)
        {
            for (int firstColumn = 0; firstColumn <= firstRow; firstColumn += Block)
            {
                for (int row = firstRow; row < Math.Min(n, firstRow + Block); row++)
                {
                    for (int column = firstColumn; column < Math.Min(row, firstColumn + Block); column++)
                    {
                        a[column * n + row] = a[row * n + column];
                    }
                }
            }
        }
    }
}
