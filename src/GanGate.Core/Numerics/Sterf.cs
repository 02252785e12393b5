namespace GanGate.Numerics;

/// <summary>
/// Eigenvalues of a symmetric tridiagonal matrix by the QL iteration without square roots of Pal, Walker and Kahan, as LAPACK's
/// dsterf (Parlett 1980, "The symmetric eigenvalue problem", section 8.15).
/// </summary>
internal static class Sterf
{
    private const int MostIterations = 60;

    /// <summary>Replaces the diagonal by the eigenvalues in ascending order.</summary>
    /// <param name="diagonal">n values.</param>
    /// <param name="offDiagonal">n - 1 values; destroyed.</param>
    public static void Solve(Span<double> diagonal, Span<double> offDiagonal)
    {
        double largest = 0;
        foreach (double value in diagonal) largest = Math.Max(largest, Math.Abs(value));
        foreach (double value in offDiagonal) largest = Math.Max(largest, Math.Abs(value));
        if (largest == 0) return;

        // The iteration works on squares: a power of two brings the largest value to 1.
        int exponent = Math.ILogB(largest);
        for (int i = 0; i < diagonal.Length; i++) diagonal[i] = Math.ScaleB(diagonal[i], -exponent);
        for (int i = 0; i < offDiagonal.Length; i++)
        {
            double value = Math.ScaleB(offDiagonal[i], -exponent);
            offDiagonal[i] = value * value;
        }

        for (int first = 0; first < diagonal.Length; first++) Converge(diagonal, offDiagonal, first);
        diagonal.Sort();
        for (int i = 0; i < diagonal.Length; i++) diagonal[i] = Math.ScaleB(diagonal[i], exponent);
    }

    /// <summary>Iterates until the value at <paramref name="first"/> stands alone.</summary>
    private static void Converge(Span<double> d, Span<double> squares, int first)
    {
        for (int iteration = 0; ; iteration++)
        {
            int last = first;
            while (last < squares.Length && squares[last] > Lamch.Epsilon * Lamch.Epsilon * Math.Abs(d[last] * d[last + 1])
                && squares[last] > Lamch.SafeMinimum)
            {
                last++;
            }

            if (last < squares.Length) squares[last] = 0;
            if (last == first) return;
            if (iteration == MostIterations)
            {
                throw new GanGateException(ErrorCodes.Internal, "the eigenvalue iteration did not converge");
            }

            Sweep(d, squares, first, last);
        }
    }

    /// <summary>One QL sweep over the block from <paramref name="first"/> to <paramref name="last"/> with Wilkinson's shift.</summary>
    private static void Sweep(Span<double> d, Span<double> squares, int first, int last)
    {
        double root = Math.Sqrt(squares[first]);
        double sigma = (d[first + 1] - d[first]) / (2 * root);
        double shift = d[first] - root / (sigma + Math.CopySign(Math.Sqrt(1 + sigma * sigma), sigma));
        double c = 1, s = 0, gamma = d[last] - shift, p = gamma * gamma;
        for (int i = last - 1; i >= first; i--)
        {
            double b = squares[i], r = p + b;
            if (i != last - 1) squares[i + 1] = s * r;
            double before = c;
            c = p / r;
            s = b / r;
            double previous = gamma, value = d[i];
            gamma = c * (value - shift) - s * previous;
            d[i + 1] = previous + (value - gamma);
            p = c != 0 ? gamma * gamma / c : before * b;
        }

        squares[first] = s * p;
        d[first] = shift + gamma;
    }
}
