using System.Numerics.Tensors;

namespace GanGate.Metrics;

/// <summary>Sums of the kernel (x.y / D + 1)^3 over pairs of images: of whole sets, and of subsets of them.</summary>
/// <param name="All">Over the whole sets.</param>
/// <param name="Subsets">Over each subset.</param>
internal sealed record KernelSums(double All, double[] Subsets)
{
    /// <summary>Over all ordered pairs of two different images of one set.</summary>
    /// <param name="x">The set.</param>
    /// <param name="subsets">Row numbers of each subset, ascending.</param>
    public static KernelSums Within(FeatureRows x, int[][] subsets)
    {
        int blocks = PairwiseProducts.BlocksOf(x);
        double[][] sums = new double[blocks * (blocks + 1) / 2][];
        PairwiseProducts.ForEachBlock(x, block =>
        {
            ApplyKernel(block, x.Dimension);
            if (block.Row == block.Column)
            {
                for (int i = 0; i < block.Rows; i++) block[i][i] = 0;
            }

            sums[block.Index] = SumBlock(block, subsets, subsets);
            if (block.Row != block.Column) TensorPrimitives.Multiply(sums[block.Index], 2, sums[block.Index]);
        });
        return Total(sums);
    }

    /// <summary>Over all pairs of an image of one set and an image of another.</summary>
    /// <param name="x">One set.</param>
    /// <param name="xSubsets">Row numbers of each subset of it, ascending.</param>
    /// <param name="y">The other set.</param>
    /// <param name="ySubsets">Row numbers of the subset that goes with each.</param>
    public static KernelSums Between(FeatureRows x, int[][] xSubsets, FeatureRows y, int[][] ySubsets)
    {
        double[][] sums = new double[PairwiseProducts.BlocksOf(x) * PairwiseProducts.BlocksOf(y)][];
        PairwiseProducts.ForEachBlock(x, y, block =>
        {
            ApplyKernel(block, x.Dimension);
            sums[block.Index] = SumBlock(block, xSubsets, ySubsets);
        });
        return Total(sums);
    }

    private static void ApplyKernel(ProductBlock block, int dimension)
    {
        foreach (ref double value in block.Values.Span)
        {
            double kernel = (value / dimension) + 1;
            value = kernel * kernel * kernel;
        }
    }

    // The block's share of each subset's sum, and last of the sum over all.
    private static double[] SumBlock(ProductBlock block, int[][] xSubsets, int[][] ySubsets)
    {
        double[] sums = new double[xSubsets.Length + 1];
        for (int subset = 0; subset < xSubsets.Length; subset++)
        {
            ReadOnlySpan<int> columns = Between(ySubsets[subset], block.Column, block.Columns);
            foreach (int row in Between(xSubsets[subset], block.Row, block.Rows))
            {
                ReadOnlySpan<double> values = block[row - block.Row];
                double sum = 0;
                foreach (int column in columns) sum += values[column - block.Column];

                sums[subset] += sum;
            }
        }

        for (int row = 0; row < block.Rows; row++) sums[^1] += TensorPrimitives.Sum<double>(block[row]);

        return sums;
    }

    private static ReadOnlySpan<int> Between(int[] ascending, int start, int count)
    {
        int first = FirstFrom(ascending, start);
        return ascending.AsSpan(first, FirstFrom(ascending, start + count) - first);
    }

    private static int FirstFrom(int[] ascending, int value)
    {
        int found = Array.BinarySearch(ascending, value);
        return found < 0 ? ~found : found;
    }

    // In the order of the blocks, so that the threads that made them do not matter.
    private static KernelSums Total(double[][] blockSums)
    {
        double[] total = new double[blockSums[0].Length];
        foreach (double[] sums in blockSums) TensorPrimitives.Add(total, sums, total);

        return new KernelSums(total[^1], total[..^1]);
    }
}
