using System.Numerics.Tensors;

namespace GanGate.Numerics;

/// <summary>Eigenvalues and eigenvectors of D + rho z z^T, as LAPACK's dlaed3.</summary>
internal static unsafe class RankOneUpdate
{
    private const int RootsPerTile = 16;
    private const int ColumnsPerTile = 64;

    /// <summary>Solves what a deflation left over.</summary>
    /// <param name="deflation">D, rho and z.</param>
    /// <param name="roots">Receives k eigenvalues in ascending order.</param>
    /// <param name="vectors">Receives the eigenvectors as rows, their columns in the order of <see cref="Deflation.Grouped"/>.</param>
    /// <param name="threads">Threads; the result does not depend on it.</param>
    public static void Solve(Deflation deflation, double[] roots, MatrixView vectors, int threads)
    {
        int count = roots.Length, workers = count < 64 ? 1 : threads;
        double[] z = new double[count];
        fixed (double* poles = deflation.Poles, squares = deflation.Squares)
        {
            var equation = new SecularEquation(poles, squares, count, deflation.Rho);
            Tiles.For((count + RootsPerTile - 1) / RootsPerTile, workers, tile =>
            {
                int end = Math.Min(count, (tile + 1) * RootsPerTile);
                for (int root = tile * RootsPerTile; root < end; root++) roots[root] = equation.Root(root, vectors.Row(root));
            });
        }

        Tiles.For((count + ColumnsPerTile - 1) / ColumnsPerTile, workers, tile =>
            Refit(deflation, vectors, tile * ColumnsPerTile, z.AsSpan(tile * ColumnsPerTile, Math.Min(ColumnsPerTile, count - tile * ColumnsPerTile))));
        Tiles.For((count + RootsPerTile - 1) / RootsPerTile, workers, tile =>
        {
            double[] vector = new double[count];
            for (int row = tile * RootsPerTile; row < Math.Min(count, (tile + 1) * RootsPerTile); row++)
            {
                Span<double> target = Stedc.Row(vectors, row, 0, count);
                TensorPrimitives.Divide(z, target, vector);
                double scale = 1 / TensorPrimitives.Norm<double>(vector);
                for (int i = 0; i < count; i++) target[deflation.Place[i]] = scale * vector[i];
            }
        });
    }

    /// <summary>
    /// The z for which the roots found are exact (Gu and Eisenstat): z_i^2 = product of (root_j - d_i) over the product of (d_j - d_i).
    /// </summary>
    private static void Refit(Deflation deflation, MatrixView differences, int column, Span<double> z)
    {
        ReadOnlySpan<double> poles = deflation.Poles.AsSpan(column, z.Length);
        Span<double> gaps = stackalloc double[ColumnsPerTile];
        gaps = gaps[..z.Length];
        z.Fill(1);
        for (int row = 0; row < differences.Rows; row++)
        {
            TensorPrimitives.Subtract(poles, deflation.Poles[row], gaps);
            if (row >= column && row < column + z.Length) gaps[row - column] = -1;
            TensorPrimitives.Divide(Stedc.Row(differences, row, column, z.Length), gaps, gaps);
            TensorPrimitives.Multiply(z, gaps, z);
        }

        for (int i = 0; i < z.Length; i++) z[i] = Math.CopySign(Math.Sqrt(Math.Abs(z[i])), deflation.Signs[column + i]);
    }
}
