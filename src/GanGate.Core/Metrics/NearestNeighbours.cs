namespace GanGate.Metrics;

/// <summary>The distances of every row of a set to the nearest other rows of the set.</summary>
internal sealed class NearestNeighbours
{
    private readonly int _kept;

    // For each row the smallest squared distances so far, ascending.
    private readonly double[] _nearest;

    private NearestNeighbours(int count, int kept)
    {
        _kept = kept;
        _nearest = new double[count * kept];
        Array.Fill(_nearest, double.PositiveInfinity);
    }

    /// <summary>Finds the nearest rows of every row, not counting the row itself; equal rows count.</summary>
    /// <param name="rows">More rows than <paramref name="kept"/>.</param>
    /// <param name="kept">How many neighbours are looked at: the largest k.</param>
    public static NearestNeighbours Find(FeatureRows rows, int kept)
    {
        NearestNeighbours found = new(rows.Count, kept);
        object[] locks = [.. Enumerable.Range(0, PairwiseProducts.BlocksOf(rows)).Select(_ => new object())];
        SquaredDistances.ForEachBlock(rows, block =>
        {
            // Each block above the diagonal serves its rows, and mirrored its columns.
            lock (locks[block.Row / PairwiseProducts.BlockSize]) found.AddRows(block);

            if (block.Row == block.Column) return;

            lock (locks[block.Column / PairwiseProducts.BlockSize]) found.AddColumns(block);
        });
        return found;
    }

    /// <summary>The squared distance of each row to its k-th nearest other row.</summary>
    public double[] SquaredRadii(int k)
    {
        double[] radii = new double[_nearest.Length / _kept];
        for (int row = 0; row < radii.Length; row++) radii[row] = _nearest[(row * _kept) + k - 1];

        return radii;
    }

    private void AddRows(ProductBlock block)
    {
        for (int i = 0; i < block.Rows; i++)
        {
            ReadOnlySpan<double> distances = block[i];
            for (int j = 0; j < distances.Length; j++)
            {
                if (block.Row + i != block.Column + j) Add(block.Row + i, distances[j]);
            }
        }
    }

    private void AddColumns(ProductBlock block)
    {
        for (int i = 0; i < block.Rows; i++)
        {
            ReadOnlySpan<double> distances = block[i];
            for (int j = 0; j < distances.Length; j++) Add(block.Column + j, distances[j]);
        }
    }

    private void Add(int row, double distance)
    {
        Span<double> nearest = _nearest.AsSpan(row * _kept, _kept);
        int place = _kept - 1;
        if (!(distance < nearest[place])) return;

        for (; place > 0 && distance < nearest[place - 1]; place--) nearest[place] = nearest[place - 1];

        nearest[place] = distance;
    }
}
