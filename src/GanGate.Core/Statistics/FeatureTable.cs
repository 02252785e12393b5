using GanGate.Images;

namespace GanGate.Statistics;

/// <summary>The features of single images, for what a mean and a covariance cannot tell: errors, repeats, KID, precision and recall.</summary>
/// <param name="Values">n x D values, row by row.</param>
/// <param name="Dimension">D.</param>
/// <param name="Names">The images' names; empty where nobody asks for them.</param>
public sealed record FeatureTable(ReadOnlyMemory<float> Values, int Dimension, IReadOnlyList<string> Names)
{
    /// <summary>Features without names, of a network of one's own.</summary>
    /// <param name="values">n x D values, row by row.</param>
    /// <param name="dimension">D.</param>
    public FeatureTable(ReadOnlyMemory<float> values, int dimension)
        : this(values, dimension, [])
    {
    }

    /// <summary>n.</summary>
    public int Count => Values.Length / Dimension;

    /// <summary>The features of a set of images.</summary>
    internal static FeatureTable Of(ReadOnlyMemory<float> values, int dimension, IImageList images) =>
        new(values, dimension, [.. Enumerable.Range(0, images.Count).Select(images.NameOf)]);

    /// <summary>The rows of several tables, one after the other.</summary>
    /// <exception cref="GanGateException">GG2045: they are too many for one table.</exception>
    internal static FeatureTable Join(IReadOnlyList<FeatureTable> tables)
    {
        long length = tables.Sum(table => (long)table.Values.Length);
        if (length > Array.MaxLength)
        {
            throw new GanGateException(ErrorCodes.ShardsMismatch, $"{length} features are too many for one file: merge without them");
        }

        float[] values = GC.AllocateUninitializedArray<float>((int)length);
        int filled = 0;
        foreach (FeatureTable table in tables)
        {
            table.Values.CopyTo(values.AsMemory(filled));
            filled += table.Values.Length;
        }

        return new FeatureTable(values, tables[0].Dimension, [.. tables.SelectMany(table => table.Names)]);
    }
}
