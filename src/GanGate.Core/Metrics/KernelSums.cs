using System.Numerics.Tensors;

namespace GanGate.Metrics;

/// <summary>Sums of a kernel over pairs of images: of whole sets, and of subsets of them.</summary>
/// <param name="All">Over the whole sets.</param>
/// <param name="Subsets">Over each subset.</param>
/// <param name="Rows">Over the pairs of each image of the first set.</param>
/// <param name="Squares">The kernel's squares over the whole sets.</param>
internal sealed record KernelSums(double All, double[] Subsets, double[] Rows, double Squares)
{
    /// <summary>Over all ordered pairs of two different images of one set.</summary>
    /// <param name="x">The set.</param>
    /// <param name="kernel">The kernel of two of its images.</param>
    /// <param name="subsets">Row numbers of each subset, ascending.</param>
    public static KernelSums Within(FeatureRows x, IKernel kernel, int[][] subsets)
    {
        int blocks = PairwiseProducts.BlocksOf(x);
        BlockSums[] sums = new BlockSums[blocks * (blocks + 1) / 2];
        PairwiseProducts.ForEachBlock(x, block =>
        {
            kernel.Apply(block);
            if (block.Row == block.Column)
            {
                for (int i = 0; i < block.Rows; i++) block[i][i] = 0;
            }

            // A block above the diagonal stands for the one below it too.
            BlockSums one = BlockSums.Of(block, subsets, subsets);
            sums[block.Index] = block.Row == block.Column ? one : one.Mirrored(block);
        });
        return Total(sums, x.Count);
    }

    /// <summary>Over all pairs of an image of one set and an image of another.</summary>
    /// <param name="x">One set.</param>
    /// <param name="xSubsets">Row numbers of each subset of it, ascending.</param>
    /// <param name="y">The other set.</param>
    /// <param name="ySubsets">Row numbers of the subset that goes with each.</param>
    /// <param name="kernel">The kernel of an image of each.</param>
    public static KernelSums Between(FeatureRows x, int[][] xSubsets, FeatureRows y, int[][] ySubsets, IKernel kernel)
    {
        BlockSums[] sums = new BlockSums[PairwiseProducts.BlocksOf(x) * PairwiseProducts.BlocksOf(y)];
        PairwiseProducts.ForEachBlock(x, y, block =>
        {
            kernel.Apply(block);
            sums[block.Index] = BlockSums.Of(block, xSubsets, ySubsets);
        });
        return Total(sums, x.Count);
    }

    // In the order of the blocks, so that the threads that made them do not matter.
    private static KernelSums Total(BlockSums[] blocks, int count)
    {
        double[] total = new double[blocks[0].Subsets.Length], rows = new double[count];
        double squares = 0;
        foreach (BlockSums block in blocks)
        {
            TensorPrimitives.Add(total, block.Subsets, total);
            block.AddTo(rows);
            squares += block.Squares;
        }

        return new KernelSums(total[^1], total[..^1], rows, squares);
    }
}
