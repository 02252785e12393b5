namespace GanGate.Numerics;

/// <summary>A matrix while <see cref="PivotedCholesky"/> reduces it panel by panel: its rows and columns are in the order of the pivots.</summary>
internal readonly unsafe ref struct PivotedReduction
{
    private readonly MatrixView _remaining;
    private readonly MatrixView _panel;
    private readonly double* _diagonal;

    /// <summary>Begins with all of the matrix.</summary>
    /// <param name="remaining">S in its lower triangle; what is left of it is kept there.</param>
    /// <param name="panel">Room for the rows of L^T of one panel.</param>
    /// <param name="diagonal">Room for what is left of the diagonal of S.</param>
    public PivotedReduction(MatrixView remaining, MatrixView panel, double* diagonal)
    {
        (_remaining, _panel) = (remaining, panel);
        _diagonal = diagonal;
        Order = [.. Enumerable.Range(0, remaining.Rows)];
        for (int i = 0; i < remaining.Rows; i++) diagonal[i] = remaining[i, i];
    }

    /// <summary>The rows of S in the order in which they were chosen.</summary>
    public int[] Order { get; }

    /// <summary>The largest value of the diagonal of S, before the first step.</summary>
    public double LargestPivot => _diagonal[LargestFrom(0)];

    /// <summary>Reduces until no pivot is above a limit.</summary>
    /// <param name="stop">The limit.</param>
    /// <param name="rows">Receives the rows of L^T, with their columns in the order of S.</param>
    /// <param name="threads">Threads; the result does not depend on it.</param>
    /// <returns>How many rows there are.</returns>
    public int Run(double stop, Span<double> rows, int threads)
    {
        int dimension = _remaining.Rows;
        for (int start = 0; start < dimension; start += _panel.Rows)
        {
            int end = Math.Min(start + _panel.Rows, dimension), rank = start;
            while (rank < end && NextRow(start, rank, stop)) rank++;
            StoreRows(start, rank, rows);
            if (rank < end) return rank;

            MatrixView below = _panel.Block(0, end, end - start, dimension - end);
            Gemm.MultiplyLower(
                -1, below.Transposed, below, _remaining.Block(end, end, dimension - end, dimension - end), accumulate: true, threads);
        }

        return dimension;
    }

    /// <summary>Chooses the next pivot and computes its row of L^T; false when only rounding is left.</summary>
    private bool NextRow(int start, int position, double stop)
    {
        int pivot = LargestFrom(position);
        if (!(_diagonal[pivot] > stop)) return false;

        if (pivot != position) Exchange(start, position, pivot);
        int before = position - start, length = _remaining.Rows - position;
        double root = Math.Sqrt(_diagonal[position]);
        double* row = _panel.Row(before) + position;
        for (int i = 1; i < length; i++) row[i] = _remaining[position + i, position];
        Gemv.AddCombination(-1, _panel.Block(0, position, before, length), _panel.Data + position, _panel.RowStride, row);
        row[0] = root;
        for (int i = 1; i < length; i++)
        {
            row[i] /= root;
            _diagonal[position + i] -= row[i] * row[i];
        }

        return true;
    }

    private int LargestFrom(int from)
    {
        int best = from;
        for (int i = from + 1; i < _remaining.Rows; i++)
        {
            if (_diagonal[i] > _diagonal[best]) best = i;
        }

        return best;
    }

    /// <summary>Exchanges two rows and columns of what remains and two columns of the panel so far.</summary>
    private void Exchange(int start, int low, int high)
    {
        int remaining = _remaining.Rows - start;
        (Order[low], Order[high]) = (Order[high], Order[low]);
        (_diagonal[low], _diagonal[high]) = (_diagonal[high], _diagonal[low]);
        for (int row = 0; row < low - start; row++) (_panel[row, low], _panel[row, high]) = (_panel[row, high], _panel[row, low]);
        Symmetric.ExchangeLower(_remaining.Block(start, start, remaining, remaining), low - start, high - start);
    }

    /// <summary>Writes the panel's rows with their columns in the order of S; later exchanges do not touch them.</summary>
    private void StoreRows(int start, int end, Span<double> rows)
    {
        for (int position = start; position < end; position++)
        {
            Span<double> row = rows.Slice(position * _remaining.Rows, _remaining.Rows);
            double* values = _panel.Row(position - start);
            for (int i = position; i < _remaining.Rows; i++) row[Order[i]] = values[i];
        }
    }
}
