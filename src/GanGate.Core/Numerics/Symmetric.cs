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

    /// <summary>Exchanges two rows and the same two columns, in the lower triangle alone.</summary>
    /// <param name="a">n x n values.</param>
    /// <param name="low">One of them.</param>
    /// <param name="high">The other, above <paramref name="low"/>.</param>
    public static void ExchangeLower(MatrixView a, int low, int high)
    {
        for (int i = 0; i < low; i++) Swap(ref a[low, i], ref a[high, i]);
        Swap(ref a[low, low], ref a[high, high]);
        for (int i = low + 1; i < high; i++) Swap(ref a[i, low], ref a[high, i]);
        for (int i = high + 1; i < a.Rows; i++) Swap(ref a[i, low], ref a[i, high]);
    }

    private static void Swap(ref double a, ref double b) => (a, b) = (b, a);
}
