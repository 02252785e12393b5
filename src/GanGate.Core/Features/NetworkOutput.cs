using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace GanGate.Features;

/// <summary>The output of a network that holds its features, and how they become a row for each image.</summary>
/// <param name="Name">Its name in the model.</param>
/// <param name="Type">The type of its numbers: float32, float16, float64 or uint8.</param>
/// <param name="Shape">The shape of one image in it; null for a row of any length.</param>
/// <param name="Rule">Which of its values are the row, or what is made of them.</param>
internal sealed record NetworkOutput(
    string Name, TensorElementType Type = TensorElementType.Float, long[]? Shape = null, RowRule Rule = RowRule.AllValues)
{
    /// <summary>Whether the network can write rows where they are to lie.</summary>
    public bool IsRow => Type == TensorElementType.Float && Rule == RowRule.AllValues;

    /// <summary>D, the values of a row, where the shape is known.</summary>
    public int Dimension => (int)(Rule switch
    {
        RowRule.MeanOfMap => Shape![0],
        RowRule.FirstToken or RowRule.MeanOfTokens => Shape![^1],
        _ => Shape!.Aggregate(1L, (product, length) => checked(product * length)),
    });

    /// <summary>What a session says of an output whose values are the row.</summary>
    public static NetworkOutput Of(InferenceSession session, string name)
    {
        NodeMetadata output = session.OutputMetadata[name];
        int[] shape = output.Dimensions.Length > 0 ? output.Dimensions[1..] : [];
        return new NetworkOutput(name, output.ElementDataType, shape.Length > 0 && shape.All(length => length > 0) ? Array.ConvertAll(shape, length => (long)length) : null);
    }

    /// <summary>Makes rows; means are summed in float64.</summary>
    /// <param name="values">The output's values for some images.</param>
    /// <param name="count">How many images.</param>
    /// <param name="rows">Receives count x D values.</param>
    public void Reduce(ReadOnlySpan<float> values, int count, Span<float> rows)
    {
        int length = values.Length / count, dimension = rows.Length / count;
        for (int image = 0; image < count; image++)
        {
            ReadOnlySpan<float> own = values.Slice(image * length, length);
            Span<float> row = rows.Slice(image * dimension, dimension);
            if (Rule == RowRule.MeanOfMap) MeanOfEach(own, row);
            else if (Rule == RowRule.MeanOfTokens) MeanOfAll(own, row);
            else own[..dimension].CopyTo(row);
        }
    }

    // D x H x W.
    private static void MeanOfEach(ReadOnlySpan<float> map, Span<float> row)
    {
        int positions = map.Length / row.Length;
        for (int i = 0; i < row.Length; i++)
        {
            double sum = 0;
            foreach (float value in map.Slice(i * positions, positions)) sum += value;
            row[i] = (float)(sum / positions);
        }
    }

    // T x D, or H x W x D.
    private static void MeanOfAll(ReadOnlySpan<float> tokens, Span<float> row)
    {
        int count = tokens.Length / row.Length;
        double[] sums = new double[row.Length];
        for (int i = 0; i < tokens.Length; i++) sums[i % sums.Length] += tokens[i];
        TensorPrimitives.Divide(sums, count, sums);
        TensorPrimitives.ConvertTruncating<double, float>(sums, row);
    }
}

/// <summary>What of an image's values in an output is its row of features.</summary>
internal enum RowRule
{
    /// <summary>All of them, as they are: D, or D x 1 x 1.</summary>
    AllValues,

    /// <summary>The first of T x D.</summary>
    FirstToken,

    /// <summary>The mean over T of T x D, or over H and W of H x W x D.</summary>
    MeanOfTokens,

    /// <summary>The mean over H and W of D x H x W.</summary>
    MeanOfMap,
}
