using System.Numerics.Tensors;
using GanGate.Statistics;

namespace GanGate.Metrics;

/// <summary>The features of a set of images, one row each, known to be finite.</summary>
internal readonly struct FeatureRows
{
    private readonly ReadOnlyMemory<float> _values;

    /// <summary>Checks and wraps a table; nothing is copied.</summary>
    /// <inheritdoc cref="FeatureRows(ReadOnlyMemory{float}, int, string, CancellationToken)" path="/exception"/>
    public FeatureRows(FeatureTable table, string set, CancellationToken cancellation = default)
        : this(table.Values, table.Dimension, set, cancellation)
    {
    }

    /// <summary>Checks and wraps features; nothing is copied.</summary>
    /// <param name="values">Count x Dimension values, row by row.</param>
    /// <param name="dimension">Values per image.</param>
    /// <param name="set">What the set is called in messages: "generated" or "reference".</param>
    /// <param name="cancellation">Ends long work on these rows.</param>
    /// <exception cref="ArgumentException">The values are no whole number of rows.</exception>
    /// <exception cref="GanGateException">A value is not finite (GG2011).</exception>
    public FeatureRows(ReadOnlyMemory<float> values, int dimension, string set, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        if (values.Length % dimension != 0)
        {
            throw new ArgumentException($"{values.Length} values are no whole number of rows of {dimension}", nameof(values));
        }

        (_values, Dimension, Count, Set, Cancellation) = (values, dimension, values.Length / dimension, set, cancellation);
        for (int row = 0; row < Count; row++)
        {
            if (!TensorPrimitives.IsFiniteAll(this[row]))
            {
                throw new GanGateException(
                    ErrorCodes.NotFinite,
                    $"features of {set} image {row + 1} of {Count} are not finite: look at that image and at the weights");
            }
        }
    }

    public int Count { get; }

    public int Dimension { get; }

    /// <summary>What the set is called in messages.</summary>
    public string Set { get; }

    /// <summary>Ends long work on these rows.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>The features of one image.</summary>
    public ReadOnlySpan<float> this[int row] => Rows(row, 1);

    /// <summary>The features of images in a row.</summary>
    public ReadOnlySpan<float> Rows(int start, int count) => _values.Span.Slice(start * Dimension, count * Dimension);

    /// <summary>Makes sure that there are enough images for a metric.</summary>
    /// <exception cref="GanGateException">There are fewer (GG2004).</exception>
    public void RequireCount(int minimum, string metric)
    {
        if (Count < minimum)
        {
            throw new GanGateException(
                ErrorCodes.TooFewImages, $"{metric} needs at least {minimum} {Set} images; there are {Count}");
        }
    }
}
